import { DataError } from '@ecm/core';

import { ByteWindow } from '../reading/byte-window.js';
import { CsvProblem } from './csv-problem.js';
import { CsvRow } from './csv-row.js';

const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Takes a row; it is the same object each time, with the fields of the present row. */
export type RowTaker = (row: CsvRow, number: number) => void;

/** What a csv file is read by. */
export interface CsvReaderOptions {
  /** Name of the file, for messages. */
  readonly source: string;
  /** Columns that are wanted, in the order in which rows number them; absent: the file has no header, and fields are counted. */
  readonly header?: readonly string[];
  readonly take: RowTaker;
  readonly window?: ByteWindow;
}

/**
 * Reads a csv file that comes in chunks, row by row (RFC 4180; lines may end in any way, lines without anything are passed over,
 * and a quote inside a field that does not begin with one is a character like others).
 */
export class CsvReader {
  readonly #source: string;
  readonly #header: readonly string[] | undefined;
  readonly #take: RowTaker;
  readonly #window: ByteWindow;
  readonly #row: CsvRow;
  #number = 0;

  constructor({
    source,
    header,
    take,
    window = new ByteWindow((buffer, offset, length) => Buffer.from(buffer, offset, length)),
  }: CsvReaderOptions) {
    this.#source = source;
    this.#header = header;
    this.#take = take;
    this.#window = window;
    this.#row = new CsvRow(window);
  }

  /** Reads the rows that end in this chunk or before. @throws DataError with the row that is wrong */
  push(chunk: Uint8Array): void {
    const window = this.#window;
    for (let rest = chunk; rest.length > 0;) {
      const part = rest.subarray(0, window.room);
      window.bytes.set(part, window.end);
      window.filled(part.length);
      rest = rest.subarray(part.length);
      this.#parse();
    }
  }

  /** Reads what is left when no chunk follows. */
  finish(): void {
    this.#window.filled(0);
    this.#window.final = true;
    this.#parse();
    if (this.#number === 0) throw new DataError(this.#source, '', 'the file is empty.');
  }

  #parse(): void {
    const window = this.#window;
    let position = window.base === 0 && BYTE_ORDER_MARK.every((byte, i) => window.bytes[i] === byte) ? 3 : 0;
    try {
      while (position < window.end) {
        const behind = this.#row.scan(position);
        if (behind < 0) break;
        const first = window.bytes[position];
        if (first !== LINE_FEED && first !== CARRIAGE_RETURN) this.#pass();
        position = behind;
      }
    } catch (error) {
      if (!(error instanceof CsvProblem)) throw error;
      throw new DataError(this.#source, `row ${this.#number}`, error.message);
    }
    // A full window without a single row in it grows.
    if (position > 0 || window.room === 0) window.advance(position);
  }

  #pass(): void {
    this.#number++;
    if (this.#number === 1 && this.#header !== undefined) this.#row.useHeader(this.#header);
    else {
      this.#row.requireColumns();
      this.#take(this.#row, this.#number);
    }
  }
}
