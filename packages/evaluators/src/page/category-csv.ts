import type { EvaluationResult } from '@ecm/core';

const quoted = (text: string): string => (/[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Figures of every class as comma-separated values, in full precision; absent figures are empty. */
export function categoryCsv(results: readonly EvaluationResult[]): string {
  const keys = [...new Set(results.flatMap(({ categories }) => categories.flatMap(({ figures }) => Object.keys(figures))))];
  const rows = results.flatMap(({ protocol, iou, categories }) =>
    categories.map(({ id, name, frequency = '', groundTruths, detections, figures }) => [
      protocol,
      iou,
      String(id),
      quoted(name),
      frequency,
      String(groundTruths),
      String(detections),
      ...keys.map((key) => numberText(figures[key])),
    ]),
  );
  const head = ['protocol', 'iou', 'id', 'name', 'frequency', 'objects', 'detections', ...keys];
  return [head, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}

function numberText(figure: number | undefined): string {
  return figure === undefined || Number.isNaN(figure) ? '' : String(figure);
}
