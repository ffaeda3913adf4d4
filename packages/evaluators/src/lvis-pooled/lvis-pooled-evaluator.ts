import { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { OverlapKind } from '../rules/evaluation-rules.js';
import type { LvisFixedOptions } from '../lvis-fixed/lvis-fixed-protocol.js';
import { lvisPooledProtocol } from './lvis-pooled-protocol.js';

/** Options of an AP-pool evaluator. */
export interface LvisPooledEvaluatorOptions extends LvisFixedOptions {
  /** What to compare by; one result each. */
  readonly iou?: readonly OverlapKind[];
}

/** AP-pool of detections that are added image by image. */
export class LvisPooledEvaluator extends TableEvaluator {
  constructor(truth: GroundTruthTable, { iou = ['bbox'], ...options }: LvisPooledEvaluatorOptions = {}) {
    super(truth, lvisPooledProtocol(options), iou);
  }
}
