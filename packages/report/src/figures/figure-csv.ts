import type { FigureTable } from './figure.js';

/** The numbers of a figure as comma-separated values in full precision, with a line of column names. */
export function figureCsv({ columns, rows }: FigureTable): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
