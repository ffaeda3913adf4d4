import type { EvaluationRules } from '../rules/evaluation-rules.js';
import type { SummaryLine } from './summary.js';

/**
 * The 13 figures of LVIS. Class-agnostic evaluation has no frequency groups.
 *
 * @param recallLabel what follows `AR@`, e.g. `300`
 */
export function lvisLines({ thresholds, ranges, classAgnostic }: EvaluationRules, recallLabel: string): SummaryLine[] {
  const sized = ranges.map(({ suffix }, view) => ({ suffix, view }));
  const groups = classAgnostic ? [] : ['r', 'c', 'f'];
  return [
    { key: 'AP', view: 0, quantity: 'precision' },
    ...[0.5, 0.75].map((iou): SummaryLine => ({ key: `AP${100 * iou}`, ...at(thresholds, iou), quantity: 'precision' })),
    ...sized.slice(1).map(({ suffix, view }): SummaryLine => ({ key: `AP${suffix}`, view, quantity: 'precision' })),
    ...groups.map((frequency): SummaryLine => ({ key: `AP${frequency}`, view: 0, quantity: 'precision', frequency })),
    ...sized.map(({ suffix, view }): SummaryLine => ({ key: `AR${suffix}@${recallLabel}`, view, quantity: 'recall' })),
  ];
}

/** @returns the place of an IoU threshold in the view "all"; a view that does not exist where the threshold is not evaluated */
export function at(thresholds: Float64Array, iou: number, view = 0): { view: number; threshold: number } {
  const threshold = thresholds.indexOf(iou);
  return { view: threshold < 0 ? -1 : view, threshold };
}
