import { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { OverlapKind } from '../rules/evaluation-rules.js';
import type { CocoOptions } from '../coco/coco-protocol.js';
import { boundaryCocoProtocol } from './boundary-coco-protocol.js';

/** Options of a boundary AP evaluator on COCO. */
export interface BoundaryCocoEvaluatorOptions extends CocoOptions {
  /** What to compare by; one result each. */
  readonly iou?: readonly OverlapKind[];
}

/** Boundary AP on COCO as boundary-iou-api computes it. */
export class BoundaryCocoEvaluator extends TableEvaluator {
  constructor(truth: GroundTruthTable, { iou = ['boundary'], ...options }: BoundaryCocoEvaluatorOptions = {}) {
    super(truth, boundaryCocoProtocol(options), iou);
  }
}
