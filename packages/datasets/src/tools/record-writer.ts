import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

import { DataError } from '@ecm/core';

import { reasonOf } from '../node/reason-of.js';

const BUFFER = 1 << 20;

/**
 * Writes a JSON object of arrays record by record, `{ "images": [{…}, …], … }`. The file appears under its name when it is
 * complete; a run that ends early leaves nothing behind but a file `….part`.
 */
export class RecordWriter {
  readonly #file: string;
  readonly #part: string;
  readonly #descriptor: number;
  #pending: string[] = [];
  #length = 0;
  #section: string | undefined;
  #empty = true;
  #first = true;

  /** @throws DataError if the file cannot be made */
  constructor(file: string) {
    this.#file = file;
    this.#part = `${file}.part`;
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      this.#descriptor = openSync(this.#part, 'w');
    } catch (cause) {
      throw new DataError(file, '', `cannot be written (${reasonOf(cause)}).`);
    }
    this.#write('{');
  }

  /** Begins an array; the one before it ends. */
  begin(section: string): void {
    this.#endSection();
    this.#key(section);
    this.#write('[');
    this.#section = section;
    this.#empty = true;
  }

  /** Adds an element to the array that was begun last. @param json its text */
  element(json: string): void {
    this.#write(this.#empty ? json : `,\n${json}`);
    this.#empty = false;
  }

  /** Adds a value that is not an array of records. */
  value(key: string, json: string): void {
    this.#endSection();
    this.#key(key);
    this.#write(json);
  }

  /** Completes the file. */
  close(): void {
    this.#endSection();
    this.#write('}\n');
    this.#flush();
    closeSync(this.#descriptor);
    renameSync(this.#part, this.#file);
  }

  /** Gives the file up. */
  abandon(): void {
    closeSync(this.#descriptor);
    rmSync(this.#part, { force: true });
  }

  #key(key: string): void {
    this.#write(`${this.#first ? '\n' : ',\n'}${JSON.stringify(key)}: `);
    this.#first = false;
  }

  #endSection(): void {
    if (this.#section !== undefined) this.#write(']');
    this.#section = undefined;
  }

  #write(text: string): void {
    this.#pending.push(text);
    this.#length += text.length;
    if (this.#length >= BUFFER) this.#flush();
  }

  #flush(): void {
    writeSync(this.#descriptor, this.#pending.join(''));
    this.#pending = [];
    this.#length = 0;
  }
}

/** Opens writers, hands them over, and completes all of them or none. */
export async function writeRecordFiles<Result>(
  files: readonly string[],
  work: (writers: readonly RecordWriter[]) => Promise<Result>,
): Promise<Result> {
  const writers = files.map((file) => new RecordWriter(file));
  try {
    const result = await work(writers);
    for (const writer of writers) writer.close();
    return result;
  } catch (cause) {
    for (const writer of writers) writer.abandon();
    throw cause;
  }
}
