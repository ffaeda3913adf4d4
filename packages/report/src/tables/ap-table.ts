import type { EvaluationResult } from '@ecm/core';

import type { RunRecord } from '../record/run-record.js';

/** AP figures of several runs under one protocol: the usual ones first, then any others, without recalls. */
export interface ApTable {
  /** Such as `box AP (lvis)`. */
  readonly title: string;
  readonly figures: readonly string[];
  /** Values in per cent, NaN where there is none. */
  readonly rows: readonly { readonly run: string; readonly values: readonly number[] }[];
  /** Settings of the evaluation that the figures depend on, e.g. the cap on detections per image. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const overlapNames = { bbox: 'box', segm: 'mask', boundary: 'boundary' } as const;
const preferred = ['AP', 'APr', 'APc', 'APf', 'AP50', 'AP75', 'APs', 'APm', 'APl'];

/** Collects the results of all runs, one table per protocol and kind of overlap, in the order in which they first appear. */
export function apTables(runs: readonly RunRecord[]): ApTable[] {
  const keyOf = ({ protocol, iou }: EvaluationResult): string => `${overlapNames[iou]} AP (${protocol})`;
  const titles = [...new Set(runs.flatMap(({ results = [] }) => results.map(keyOf)))];
  return titles.map((title) => {
    const found = runs.flatMap(({ name, results = [] }) => {
      const result = results.find((candidate) => keyOf(candidate) === title);
      return result === undefined ? [] : [{ run: name, result }];
    });
    const named = found.flatMap(({ result }) => Object.keys(result.summary)).filter((figure) => !figure.startsWith('AR'));
    const measured = [...new Set([...preferred, ...named])].filter((figure) =>
      found.some(({ result }) => Number.isFinite(percentOf(result, figure))),
    );
    const figures = measured.length > 0 ? measured : named.slice(0, 1);
    const rows = found.map(({ run, result }) => ({ run, values: figures.map((figure) => percentOf(result, figure)) }));
    return { title, figures, rows, settings: found[0].result.settings };
  });
}

/** −1 is the references' way of saying that there is nothing to measure. */
function percentOf({ summary }: EvaluationResult, figure: string): number {
  const value = summary[figure] ?? -1;
  return value < 0 ? Number.NaN : 100 * value;
}

/** The tables as lines of text for a terminal, one decimal, best values marked with a star when runs are compared. */
export function apTableText(tables: readonly ApTable[]): string {
  return tables.map(textOf).join('\n\n');
}

function textOf({ title, figures, rows }: ApTable): string {
  const first = Math.max(title.length, ...rows.map(({ run }) => run.length));
  const best = bestOfColumns(rows.map(({ values }) => values));
  const line = (name: string, cells: readonly string[]): string =>
    [name.padEnd(first), ...cells.map((cell) => cell.padStart(7))].join(' ').trimEnd();
  const lines = rows.map(({ run, values }) =>
    line(
      run,
      values.map((value, column) => `${figureText(value)}${rows.length > 1 && value === best[column] ? '*' : ' '}`),
    ),
  );
  return [
    line(
      title,
      figures.map((figure) => `${figure} `),
    ),
    ...lines,
  ].join('\n');
}

/** @returns the largest value of each column, NaN for a column without values */
export function bestOfColumns(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).map((_, column) => {
    const values = rows.map((row) => row[column]).filter((value) => !Number.isNaN(value));
    return values.length === 0 ? Number.NaN : Math.max(...values);
  });
}

/** One decimal, a dash for a missing figure. */
export function figureText(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(1);
}
