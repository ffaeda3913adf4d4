import { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { OverlapKind } from '../rules/evaluation-rules.js';
import type { LvisFixedOptions } from './lvis-fixed-protocol.js';
import { lvisFixedProtocol } from './lvis-fixed-protocol.js';

/** Options of an AP-fixed evaluator. */
export interface LvisFixedEvaluatorOptions extends LvisFixedOptions {
  /** What to compare by; one result each. */
  readonly iou?: readonly OverlapKind[];
}

/** AP-fixed of detections that are added image by image. */
export class LvisFixedEvaluator extends TableEvaluator {
  constructor(truth: GroundTruthTable, { iou = ['bbox'], ...options }: LvisFixedEvaluatorOptions = {}) {
    super(truth, lvisFixedProtocol(options), iou);
  }
}
