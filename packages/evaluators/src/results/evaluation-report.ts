import type { CategoryResult, EvaluationResult } from '@ecm/core';

import type { DetectionStore } from '../detections/detection-store.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { CategoryMeasure } from '../matching/category-evaluator.js';
import type { Protocol } from '../protocol/protocol.js';
import type { EvaluationRules } from '../rules/evaluation-rules.js';
import { viewsOf } from '../rules/evaluation-rules.js';
import { evaluationWarnings } from '../warnings/evaluation-warnings.js';
import { at } from './lvis-lines.js';
import type { SummaryLine } from './summary.js';
import { figureOf, summarize } from './summary.js';

/** A finished evaluation. */
export interface FinishedEvaluation {
  readonly truth: GroundTruthTable;
  readonly store: DetectionStore;
  readonly protocol: Protocol;
  readonly rules: EvaluationRules;
  /** Of all classes, in order. */
  readonly measures: readonly CategoryMeasure[];
}

/** Turns the measures of all classes into the record that users read. @param pooled figures of pools of classes */
export function reportEvaluation(
  { truth, store, protocol, rules, measures }: FinishedEvaluation,
  pooled: Readonly<Record<string, number>> = {},
): EvaluationResult {
  const { frequencies } = truth.categories;
  const perClass = categoryLines(rules);
  const lines = protocol.lines(rules);
  return {
    protocol: protocol.name,
    iou: rules.overlap,
    summary: { ...summarize(lines, measures, frequencies), ...pooled },
    categories: measures.map((measure) => categoryResult(truth, rules, perClass, measure)),
    settings: protocol.settings,
    warnings: evaluationWarnings({ truth, store, rules, lines, measures }),
  };
}

function categoryResult(
  { categories }: GroundTruthTable,
  rules: EvaluationRules,
  lines: readonly SummaryLine[],
  measure: CategoryMeasure,
): CategoryResult {
  const { category, groundTruths, detections } = measure;
  const figures = lines.map((line): [string, number] => [line.key, figureOf(line, measure)]);
  const frequency = categories.frequencies[category];
  return {
    id: rules.classAgnostic ? -1 : categories.index.ids[category],
    name: rules.classAgnostic ? 'all classes' : categories.names[category],
    ...(frequency === undefined || rules.classAgnostic ? {} : { frequency }),
    groundTruths,
    detections,
    figures: Object.fromEntries(figures),
  };
}

/** Figures of one class: with the largest limit where there are several. */
function categoryLines(rules: EvaluationRules): SummaryLine[] {
  const views = viewsOf(rules);
  const all = views.findLastIndex(({ range }) => range === 0);
  return [
    { key: 'AP', view: all, quantity: 'precision' },
    { key: 'AP50', ...at(rules.thresholds, 0.5, all), quantity: 'precision' },
    { key: 'AP75', ...at(rules.thresholds, 0.75, all), quantity: 'precision' },
    { key: 'AR', view: all, quantity: 'recall' },
    ...views.flatMap(({ range }, view): SummaryLine[] => {
      if (range === 0) return [];
      const { suffix } = rules.ranges[range];
      return [
        { key: `AP${suffix}`, view, quantity: 'precision' },
        { key: `AR${suffix}`, view, quantity: 'recall' },
      ];
    }),
  ];
}
