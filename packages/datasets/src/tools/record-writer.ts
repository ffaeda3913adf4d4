import { existsSync, realpathSync } from 'node:fs';

import { UserError } from '@ecm/core';

import type { AtomicFile } from './atomic-file.js';
import { removeOldParts, writeAtomically } from './atomic-file.js';

/** Writes a JSON object of arrays record by record, `{ "images": [{…}, …], … }`. */
export class RecordWriter {
  readonly #file: AtomicFile;
  #section: string | undefined;
  #empty = true;
  #first = true;

  constructor(file: AtomicFile) {
    this.#file = file;
    this.#file.write('{');
  }

  /** Begins an array; the one before it ends. */
  begin(section: string): void {
    this.#endSection();
    this.#key(section);
    this.#file.write('[');
    this.#section = section;
    this.#empty = true;
  }

  /** Adds an element to the array that was begun last. @param json its text */
  element(json: string): void {
    this.#file.write(this.#empty ? json : `,\n${json}`);
    this.#empty = false;
  }

  /** Adds a value that is not an array of records. */
  value(key: string, json: string): void {
    this.#endSection();
    this.#key(key);
    this.#file.write(json);
  }

  /** Ends the object. */
  end(): void {
    this.#endSection();
    this.#file.write('}\n');
  }

  #key(key: string): void {
    this.#file.write(`${this.#first ? '\n' : ',\n'}${JSON.stringify(key)}: `);
    this.#first = false;
  }

  #endSection(): void {
    if (this.#section !== undefined) this.#file.write(']');
    this.#section = undefined;
  }
}

/**
 * Opens writers, hands them over, and completes all of their files or none. See `AtomicFile`.
 *
 * @param names files to write
 * @param sources files that `work` reads
 * @throws UserError for names of compressed files, and of files that are read
 */
export function writeRecordFiles<Result>(
  names: readonly string[],
  sources: readonly string[],
  work: (writers: readonly RecordWriter[]) => Promise<Result>,
): Promise<Result> {
  for (const name of names) {
    if (name.endsWith('.gz'))
      throw new UserError(
        `"${name}" would not be what its name says: files are written plain. Leave .gz out, and compress the file afterwards.`,
      );
    if (sources.some((source) => isSameFile(source, name)))
      throw new UserError(`"${name}" is read, and would be lost by writing to it. Choose another name.`);
    removeOldParts(name);
  }
  return writeAtomically(names, async (files) => {
    const writers = files.map((file) => new RecordWriter(file));
    const result = await work(writers);
    for (const writer of writers) writer.end();
    return result;
  });
}

/** Whether two names are of one file, also where one of them is a link. */
function isSameFile(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other);
}
