import type { Protocol } from '../protocol/protocol.js';
import type { SummaryLine } from '../results/summary.js';
import type { EvaluationRules } from '../rules/evaluation-rules.js';
import { viewsOf } from '../rules/evaluation-rules.js';

/** A figure that is compared: AP over all IoU thresholds or at one, over all classes or one frequency group. */
export type ComparisonLine = Pick<SummaryLine, 'key' | 'threshold' | 'frequency'>;

/** @returns the precisions of a protocol's summary over objects of all sizes, with its largest limit on detections */
export function comparisonLines(protocol: Protocol, rules: EvaluationRules): ComparisonLine[] {
  const largest = viewsOf(rules).findLastIndex(({ range }) => range === 0);
  return protocol.lines(rules).filter(({ view, quantity }) => view === largest && quantity === 'precision');
}
