import { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { OverlapKind } from '../rules/evaluation-rules.js';
import type { LvisOptions } from './lvis-protocol.js';
import { lvisProtocol } from './lvis-protocol.js';

/** Options of an LVIS evaluator. */
export interface LvisEvaluatorOptions extends LvisOptions {
  /** What to compare by; one result each. */
  readonly iou?: readonly OverlapKind[];
}

/** LVIS evaluation of detections that are added image by image: `new LvisEvaluator(truth).add(id, detections).finish()`. */
export class LvisEvaluator extends TableEvaluator {
  constructor(truth: GroundTruthTable, { iou = ['bbox'], ...options }: LvisEvaluatorOptions = {}) {
    super(truth, lvisProtocol(options), iou);
  }
}
