import type { Comparison, PairedDifference } from '@ecm/evaluators';
import { csvText } from '@ecm/report/tables';

import { classLabel } from '../terminal/class-label.js';

/** A comparison as lines of text: figures, then classes where they were asked for; per cent. */
export function comparisonText({ figures, categories = [], confidence, iou, resamples }: Comparison, names: readonly string[]): string {
  const rows = [
    ...figures.map((figure) => cells(figure.key, figure)),
    ...categories.map((category) => cells(`${classLabel(category.name)} (${category.id})`, category)),
  ];
  const head = [`${iou}, ${resamples} resamples`, ...names, 'difference', `${percentOf(confidence)} interval`, 'share ahead'];
  const widths = head.map((text, column) => Math.max(text.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row.map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}

/** All numbers of comparisons as comma-separated values, in full precision. */
export function comparisonCsv(comparisons: readonly Comparison[]): string {
  const head = ['protocol', 'iou', 'figure', 'id', 'name', 'frequency', 'a', 'b', 'difference', 'low', 'high', 'share_above', 'resamples'];
  const numbers = ({ a, b, difference, low, high, shareAbove, resamples }: PairedDifference): number[] => [
    ...[a, b, difference, low, high, shareAbove, resamples],
  ];
  const rows = comparisons.flatMap(({ protocol, iou, figures, categories = [] }) => [
    ...figures.map((figure) => [protocol, iou, figure.key, undefined, undefined, undefined, ...numbers(figure)]),
    ...categories.map((category) => [protocol, iou, 'AP', category.id, category.name, category.frequency, ...numbers(category)]),
  ]);
  return csvText(head, rows);
}

function cells(name: string, { a, b, difference, low, high, shareAbove }: PairedDifference): string[] {
  return [
    name,
    plain(a),
    plain(b),
    signed(difference),
    `${signed(low)} … ${signed(high)}`,
    Number.isNaN(shareAbove) ? '–' : percentOf(shareAbove),
  ];
}

function plain(fraction: number): string {
  return Number.isNaN(fraction) ? '–' : (100 * fraction).toFixed(2);
}

function signed(fraction: number): string {
  return fraction > 0 ? `+${plain(fraction)}` : plain(fraction);
}

function percentOf(fraction: number): string {
  return `${Number((100 * fraction).toFixed(2))} %`;
}
