import type { EvaluationResult } from '@ecm/core';
import { csvText } from '@ecm/report/tables';

import { classLabel } from './class-label.js';
import { percent } from './quantities.js';
import { table } from './table.js';

const figuresOf = ({ categories }: EvaluationResult): string[] => [...new Set(categories.flatMap(({ figures }) => Object.keys(figures)))];

/** One row per class with ground truth; figures in per cent. */
export function categoryTable(result: EvaluationResult): string {
  const figures = figuresOf(result);
  const rows = result.categories.map(({ id, name, frequency = '', groundTruths, detections, figures: values }) => [
    String(id),
    classLabel(name),
    frequency,
    String(groundTruths),
    String(detections),
    ...figures.map((figure) => percent(values[figure])),
  ]);
  return table(['id', 'class', 'group', 'objects', 'detections', ...figures], rows);
}

/** Figures of every class as comma-separated values, in full precision. */
export function categoryCsv(results: readonly EvaluationResult[]): string {
  const figures = [...new Set(results.flatMap(figuresOf))];
  const rows = results.flatMap(({ protocol, iou, categories }) =>
    categories.map(({ id, name, frequency, groundTruths, detections, figures: values }) => [
      ...[protocol, iou, id, name, frequency, groundTruths, detections],
      ...figures.map((figure) => values[figure]),
    ]),
  );
  return csvText(['protocol', 'iou', 'id', 'name', 'frequency', 'objects', 'detections', ...figures], rows);
}
