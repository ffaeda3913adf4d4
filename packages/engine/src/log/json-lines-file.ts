import { appendFileSync, existsSync, readFileSync } from 'node:fs';

import { replaceText } from '../checkpoint/durable-files.js';

/** One line of a log: numbers and text by name. `iter` is the number of optimiser steps done. */
export interface LogRecord {
  readonly mode: string;
  readonly iter: number;
  readonly [name: string]: string | number;
}

/** A log of one JSON object per line. */
export class JsonLinesFile {
  readonly #path: string;

  /** @param resumedAt step of the checkpoint that the run goes on from: what an earlier process logged after it is dropped */
  constructor(path: string, resumedAt = 0) {
    this.#path = path;
    if (!existsSync(path)) return;
    const lines = readFileSync(path, 'utf8').split('\n');
    replaceText(
      path,
      lines
        .filter((line) => isUpTo(line, resumedAt))
        .map((line) => `${line}\n`)
        .join(''),
    );
  }

  write(record: LogRecord): void {
    appendFileSync(this.#path, `${JSON.stringify(record)}\n`);
  }
}

function isUpTo(line: string, step: number): boolean {
  try {
    const { iter } = JSON.parse(line) as Partial<LogRecord>;
    return typeof iter === 'number' && iter <= step;
  } catch {
    // The last line of a killed process may be cut off.
    return false;
  }
}
