import { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { OverlapKind } from '../rules/evaluation-rules.js';
import type { LvisFixedOptions } from '../lvis-fixed/lvis-fixed-protocol.js';
import { lvisChallenge2021Protocol } from './lvis-challenge-2021-protocol.js';

/** Options of an evaluator of the LVIS challenge 2021. */
export interface LvisChallenge2021EvaluatorOptions extends LvisFixedOptions {
  /** What to compare by; one result each. */
  readonly iou?: readonly OverlapKind[];
}

/** Evaluation of the LVIS challenge 2021 (fixed boundary AP). */
export class LvisChallenge2021Evaluator extends TableEvaluator {
  constructor(truth: GroundTruthTable, { iou = ['boundary'], ...options }: LvisChallenge2021EvaluatorOptions = {}) {
    super(truth, lvisChallenge2021Protocol(options), iou);
  }
}
