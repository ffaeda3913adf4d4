import type { LoaderReport } from '@ecm/core';
import type { JsonLinesFile, LogRecord } from '@ecm/engine';

import type { RunListener } from './run-listener.js';

/** How much of a split was used, and what was not. */
export interface DataUse {
  readonly split: 'train' | 'val';
  /** Images that were used, each visit counted. */
  readonly images: number;
  readonly failures: LoaderReport['failures'];
  readonly leftOut?: LoaderReport['leftOut'];
}

/** Who hears of data that were not used: people by a line, programs by a line of the run's log. */
export interface DataUseListeners {
  readonly listener: RunListener | undefined;
  readonly log: { readonly file: JsonLinesFile; readonly step: number } | undefined;
}

/** Says which images could not be read and how many objects the rules of training left out; people hear nothing if all was used. */
export function noteUnusedData(use: DataUse, { listener, log }: DataUseListeners): void {
  log?.file.write(unusedDataRecord(use, log.step));
  const line = describeUnusedData(use);
  if (line !== undefined) listener?.note?.(line);
}

function unusedDataRecord({ split, images, failures, leftOut = {} }: DataUse, iter: number): LogRecord {
  const counts = Object.fromEntries(Object.entries(leftOut).map(([reason, count]) => [`left_out_${reason.replaceAll('-', '_')}`, count]));
  return { mode: 'data', split, iter, images, failed_images: failures.length, ...counts };
}

/** @returns one line, undefined if everything was used */
export function describeUnusedData({ split, failures, leftOut = {} }: DataUse): string | undefined {
  const first = failures.slice(0, 3).map(({ reason }) => reason);
  const fate = split === 'train' ? 'replaced by others' : 'left out, their objects count as missed';
  const images = `unusable images, ${fate}: ${failures.length} (${first.join('; ')}${failures.length > first.length ? '; …' : ''})`;
  const objects = Object.entries(leftOut).map(([reason, count]) => `${count} × ${reason}`);
  const parts = [
    ...(failures.length > 0 ? [images] : []),
    ...(objects.length > 0 ? [`objects left out, each visit counted: ${objects.join(', ')}`] : []),
  ];
  return parts.length === 0 ? undefined : `Data "${split}": ${parts.join('; ')}.`;
}
