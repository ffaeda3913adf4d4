import { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { OverlapKind } from '../rules/evaluation-rules.js';
import type { CocoOptions } from './coco-protocol.js';
import { cocoProtocol } from './coco-protocol.js';

/** Options of a COCO evaluator. */
export interface CocoEvaluatorOptions extends CocoOptions {
  /** What to compare by; one result each. */
  readonly iou?: readonly OverlapKind[];
}

/** COCO evaluation of detections that are added image by image. */
export class CocoEvaluator extends TableEvaluator {
  constructor(truth: GroundTruthTable, { iou = ['bbox'], ...options }: CocoEvaluatorOptions = {}) {
    super(truth, cocoProtocol(options), iou);
  }
}
