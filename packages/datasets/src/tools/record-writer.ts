import { UserError } from '@ecm/core';

import type { AtomicFile } from './atomic-file.js';
import { writeAtomically } from './atomic-file.js';

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
 * @throws UserError for names of compressed files
 */
export function writeRecordFiles<Result>(
  names: readonly string[],
  work: (writers: readonly RecordWriter[]) => Promise<Result>,
): Promise<Result> {
  const packed = names.find((name) => name.endsWith('.gz'));
  if (packed !== undefined)
    throw new UserError(
      `"${packed}" would not be what its name says: files are written plain. Leave .gz out, and compress the file afterwards.`,
    );
  return writeAtomically(names, async (files) => {
    const writers = files.map((file) => new RecordWriter(file));
    const result = await work(writers);
    for (const writer of writers) writer.end();
    return result;
  });
}
