import type { EvaluationResult } from '@ecm/core';

import { table } from './output.js';
import { percent } from './quantities.js';

const figuresOf = ({ categories }: EvaluationResult): string[] => [...new Set(categories.flatMap(({ figures }) => Object.keys(figures)))];

/** One row per class with ground truth; figures in per cent. */
export function categoryTable(result: EvaluationResult): string {
  const figures = figuresOf(result);
  const rows = result.categories.map(({ id, name, frequency = '', groundTruths, detections, figures: values }) => [
    String(id),
    name,
    frequency,
    String(groundTruths),
    String(detections),
    ...figures.map((figure) => percent(values[figure])),
  ]);
  return table(['id', 'class', 'group', 'objects', 'detections', ...figures], rows);
}

const quoted = (text: string): string => (/[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Figures of every class as comma-separated values, in full precision. */
export function categoryCsv(results: readonly EvaluationResult[]): string {
  const figures = [...new Set(results.flatMap(figuresOf))];
  const lines = results.flatMap(({ protocol, iou, categories }) =>
    categories.map(({ id, name, frequency = '', groundTruths, detections, figures: values }) =>
      [protocol, iou, id, quoted(name), frequency, groundTruths, detections, ...figures.map((figure) => values[figure] ?? '')].join(','),
    ),
  );
  return `${[['protocol', 'iou', 'id', 'name', 'frequency', 'objects', 'detections', ...figures].join(','), ...lines].join('\n')}\n`;
}
