import { closeSync, openSync, readSync } from 'node:fs';

import type { ResultRange } from '../reading/results-parser.js';
import { fileSize } from './file-source.js';

const SEARCHED = 1 << 20;

/** A part of a result file. */
export interface FilePart extends ResultRange {
  /** Offset of the first byte to read. */
  readonly start: number;
}

/**
 * Cuts a result file into parts of about equal length at places that look like beginnings of records. They are guesses:
 * a part is right if the one before it stops exactly where it starts.
 *
 * @returns undefined if no such places are found
 */
export function cutResultFile(file: string, parts: number): FilePart[] | undefined {
  const size = fileSize(file);
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(SEARCHED);
    const head = bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, SEARCHED, 0));
    const opening = /\[\s*(\{\s*"[^"]*"\s*:)/.exec(head)?.[1];
    if (opening === undefined) return undefined;
    const starts = [0];
    for (let part = 1; part < parts; part++) {
      const from = Math.max(starts[part - 1] + 1, Math.floor((size * part) / parts));
      const count = readSync(descriptor, bytes, 0, SEARCHED, from);
      const found = bytes.subarray(0, count).indexOf(opening, 0, 'latin1');
      if (found < 0) return undefined;
      starts.push(from + found);
    }
    return starts.map((start, part) => ({ start, inside: part > 0, end: starts.at(part + 1) ?? Infinity }));
  } finally {
    closeSync(descriptor);
  }
}
