import { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { OverlapKind } from '../rules/evaluation-rules.js';
import type { LvisOptions } from '../lvis/lvis-protocol.js';
import { boundaryLvisProtocol } from './boundary-lvis-protocol.js';

/** Options of a boundary AP evaluator on LVIS. */
export interface BoundaryLvisEvaluatorOptions extends LvisOptions {
  /** What to compare by; one result each. */
  readonly iou?: readonly OverlapKind[];
}

/** Boundary AP on LVIS as boundary-iou-api computes it. */
export class BoundaryLvisEvaluator extends TableEvaluator {
  constructor(truth: GroundTruthTable, { iou = ['boundary'], ...options }: BoundaryLvisEvaluatorOptions = {}) {
    super(truth, boundaryLvisProtocol(options), iou);
  }
}
