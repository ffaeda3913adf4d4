import type { EvaluationResult } from '@ecm/core';

import { table } from './output.js';
import { percent } from './quantities.js';

/** Results of one run or file. */
export interface NamedResults {
  readonly name: string;
  readonly results: readonly EvaluationResult[];
}

const order = ['AP', 'AP50', 'AP75', 'APr', 'APc', 'APf', 'APs', 'APm', 'APl'];

/** One row per run and kind of overlap; figures in per cent, absent ones as a dash. */
export function resultsTable(runs: readonly NamedResults[]): string {
  const all = runs.flatMap(({ name, results }) => results.map((result) => ({ name, result })));
  const found = new Set(all.flatMap(({ result }) => Object.keys(result.summary)));
  const figures = [
    ...order.filter((figure) => found.has(figure)),
    ...[...found].filter((figure) => !order.includes(figure) && !figure.startsWith('AR')),
  ];
  const rows = all.map(({ name, result }) => [
    name,
    result.protocol,
    result.iou,
    ...figures.map((figure) => percent(result.summary[figure])),
  ]);
  return table(['', 'protocol', 'IoU', ...figures], rows);
}
