import type { EvaluationRules } from '../rules/evaluation-rules.js';
import { viewsOf } from '../rules/evaluation-rules.js';
import { at } from './lvis-lines.js';
import type { SummaryLine } from './summary.js';

/** Limit that COCO's plain AP is computed with, whatever limits are evaluated. */
const AP_LIMIT = 100;

/**
 * The 12 figures of COCO. AP is that of 100 detections per image and class (−1 if that limit is not evaluated), all other
 * precisions and the recalls by size are those of the largest limit.
 *
 * @see cocoapi, pycocotools/cocoeval.py, summarize
 */
export function cocoLines(rules: EvaluationRules): SummaryLine[] {
  const caps = rules.perCell ?? [];
  const largest = caps.length - 1;
  const sized = viewsOf(rules).flatMap(({ range }, view) => (range === 0 ? [] : [{ suffix: rules.ranges[range].suffix, view }]));
  return [
    { key: 'AP', view: caps.indexOf(AP_LIMIT), quantity: 'precision' },
    { key: 'AP50', ...at(rules.thresholds, 0.5, largest), quantity: 'precision' },
    { key: 'AP75', ...at(rules.thresholds, 0.75, largest), quantity: 'precision' },
    ...sized.map(({ suffix, view }): SummaryLine => ({ key: `AP${suffix}`, view, quantity: 'precision' })),
    ...caps.map((cap, view): SummaryLine => ({ key: `AR@${cap}`, view, quantity: 'recall' })),
    ...sized.map(({ suffix, view }): SummaryLine => ({ key: `AR${suffix}`, view, quantity: 'recall' })),
  ];
}
