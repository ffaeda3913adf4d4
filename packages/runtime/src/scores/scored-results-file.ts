import { readFileSync } from 'node:fs';

import { DataError } from '@ecm/core';
import { replaceText } from '@ecm/engine';

import type { ClassScores, ScoredResults } from './scored-results.js';

const format = 'ecm-scored-results';
const version = 1;

/**
 * Writes scored results as JSON lines: a line about the checkpoint, then one per class. Appears under its name when it is complete.
 */
export function writeScoredResults(file: string, { classes, ...about }: ScoredResults): void {
  const head = { format, version, ...about, classes: classes.length };
  const lines = classes.map(({ positives, above, tied, ...rest }) => ({
    ...rest,
    positives: [...positives],
    above: [...above],
    tied: [...tied],
  }));
  replaceText(file, [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Reads scored results. @throws DataError if the file is missing, foreign, cut off or contradicts itself */
export function readScoredResults(file: string): ScoredResults {
  const [head, ...lines] = linesOf(file);
  const { name, step, images, regions, backgroundRegions, classes } = parsed(head ?? '', file, 1);
  const about = { step, images, regions, backgroundRegions };
  if (typeof name !== 'string' || typeof classes !== 'number' || !areCounts(Object.values(about))) {
    throw new DataError(file, 'line 1', 'it lacks name, step, images, regions, backgroundRegions or classes; collect the scores again.');
  }
  if (lines.length !== classes) {
    throw new DataError(file, '', `it has ${lines.length} of ${classes} classes and is cut off; collect the scores again.`);
  }
  return { name, ...(about as Record<keyof typeof about, number>), classes: lines.map((line, index) => classOf(line, file, index + 2)) };
}

type Line = Readonly<Record<string, unknown>>;

function linesOf(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new DataError(file, '', `it cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
  const lines = text.split('\n').filter((line) => line !== '');
  const head = lines.length === 0 ? undefined : parsed(lines[0] ?? '', file, 1);
  if (head?.['format'] !== format) throw new DataError(file, '', 'it holds no scored results; "ecm analyze scores" writes such files.');
  if (head['version'] !== version) {
    throw new DataError(file, '', `it has version ${JSON.stringify(head['version'])}, this toolbox reads version ${version}.`);
  }
  return lines;
}

function parsed(line: string, file: string, number: number): Line {
  try {
    return JSON.parse(line) as Line;
  } catch {
    throw new DataError(file, `line ${number}`, 'it is not JSON, or it is cut off; collect the scores again.');
  }
}

const areCounts = (values: readonly unknown[]): boolean => values.every((value) => Number.isSafeInteger(value) && (value as number) >= 0);

function classOf(line: string, file: string, number: number): ClassScores {
  const { id, name, frequency, instances, negatives, positives, above, tied } = parsed(line, file, number);
  const lists = [positives, above, tied];
  const [scores, counted, equal] = lists.map((list) => (Array.isArray(list) ? Float64Array.from(list as number[]) : undefined));
  const group = (['r', 'c', 'f'] as const).find((known) => known === frequency);
  if (scores === undefined || counted === undefined || equal === undefined || group === undefined || typeof name !== 'string') {
    throw new DataError(file, `line ${number}`, 'a class needs name, frequency (r, c, f), positives, above and tied.');
  }
  const order = scores.every((score, k) => k === 0 || score <= (scores[k - 1] ?? 0));
  const fits = counted.every((count, k) => count + (equal[k] ?? Number.NaN) <= Number(negatives));
  if (!areCounts([id, instances, negatives]) || counted.length !== scores.length || equal.length !== scores.length || !order || !fits) {
    const what = 'positives must fall, above and tied must be as many as positives, and their sums at most the negatives.';
    throw new DataError(file, `line ${number} (${name})`, what);
  }
  const numbers = { id, instances, negatives } as Readonly<Record<'id' | 'instances' | 'negatives', number>>;
  return { name, frequency: group, ...numbers, positives: scores, above: counted, tied: equal };
}
