import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

import { DataError } from '@ecm/core';

import { reasonOf } from '../node/reason-of.js';

const BUFFER = 1 << 20;

/**
 * A text file that appears under its name only when it is complete: until then it is `….<process>.part` beside it. A process
 * that is killed leaves that part behind, and whatever had the name before stays as it was.
 */
export class AtomicFile {
  readonly name: string;
  readonly #part: string;
  readonly #descriptor: number;
  #open = true;
  #pending: string[] = [];
  #length = 0;

  /** @throws DataError if the file cannot be made */
  constructor(name: string) {
    this.name = name;
    this.#part = `${name}.${process.pid}.part`;
    try {
      mkdirSync(path.dirname(name), { recursive: true });
      this.#descriptor = openSync(this.#part, 'w');
    } catch (cause) {
      throw new DataError(name, '', `cannot be written (${reasonOf(cause)}).`);
    }
  }

  write(text: string): void {
    this.#pending.push(text);
    this.#length += text.length;
    if (this.#length >= BUFFER) this.#flush();
  }

  /** Writes what is pending and closes the part; it has no name yet. */
  finish(): void {
    this.#flush();
    this.#close();
  }

  /** Gives the finished part its name. */
  publish(): void {
    renameSync(this.#part, this.name);
  }

  /** Gives the file up and removes the part. */
  abandon(): void {
    this.#close();
    rmSync(this.#part, { force: true });
  }

  #close(): void {
    if (this.#open) closeSync(this.#descriptor);
    this.#open = false;
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''));
    this.#pending = [];
    this.#length = 0;
    // A nearly full disk takes a part of the bytes; the next call then fails.
    for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
  }
}

/** Opens files, hands them over, and completes all of them or none. */
export async function writeAtomically<Result>(
  names: readonly string[],
  work: (files: readonly AtomicFile[]) => Promise<Result>,
): Promise<Result> {
  const double = names.find((name, i) => names.slice(0, i).some((other) => path.resolve(other) === path.resolve(name)));
  if (double !== undefined) throw new DataError(double, '', 'is named twice as a file to write.');
  const files: AtomicFile[] = [];
  try {
    for (const name of names) files.push(new AtomicFile(name));
    const result = await work(files);
    for (const file of files) file.finish();
    for (const file of files) file.publish();
    return result;
  } catch (cause) {
    for (const file of files) file.abandon();
    throw cause;
  }
}
