import path from 'node:path';

import { UserError } from '@ecm/core';
import type { RunFolder } from '@ecm/engine';
import { replaceText } from '@ecm/engine';
import { renderReport, type RunRecord } from '@ecm/report';

import { runRecord } from './run-record.js';

/** What a report says besides its runs. */
export interface RunReportOptions {
  /** File to write; `report.html` in the first run's folder if absent. */
  readonly file?: string;
  readonly title?: string;
  readonly note?: string;
  /** Names of the runs, in order; the config's name if absent. */
  readonly names?: readonly string[];
}

/**
 * Writes the report of a run, or the comparison of several, as one HTML file.
 *
 * @returns path of the report; the old one stays until the new one is whole
 * @throws UserError if there is no run, or not a name for each
 */
export async function writeRunReport(folders: readonly RunFolder[], options: RunReportOptions = {}): Promise<string> {
  const [first] = folders;
  if (first === undefined) throw new UserError('A report needs at least one run folder.');
  const { names } = options;
  if (names !== undefined && names.length !== folders.length) {
    throw new UserError(`There are ${folders.length} runs, but ${names.length} names for them.`);
  }
  const all: RunRecord[] = [];
  for (const [index, folder] of folders.entries()) all.push(await runRecord(folder, names?.[index]));
  const runs = withOneSetOfMargins(all);
  const title = options.title ?? runs.map(({ name }) => name).join(' and ');
  const note = options.note === undefined ? {} : { note: options.note };
  const file = options.file ?? path.join(first.path, 'report.html');
  replaceText(file, await renderReport({ title, runs, ...note }));
  return file;
}

/** Margins depend on the background ratio: those of a run that uses the loss win. */
function withOneSetOfMargins(runs: readonly RunRecord[]): RunRecord[] {
  const users = runs.filter(({ config }) => JSON.stringify(config).includes('"type":"ecm"'));
  if (users.length === 0) return [...runs];
  return runs.map(({ margins, ...run }) =>
    users.some(({ name }) => name === run.name) && margins !== undefined ? { ...run, margins } : run,
  );
}
