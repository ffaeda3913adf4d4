import type { ByteWindow } from '../reading/byte-window.js';
import { CsvProblem } from './csv-problem.js';
import { fieldNumber } from './field-number.js';
import type { TextIndex } from './text-index.js';

const [QUOTE, COMMA, LINE_FEED, CARRIAGE_RETURN] = [34, 44, 10, 13];
/** A quote that is open for longer is not closed at all. */
const LONGEST_FIELD = 1 << 20;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The row of a csv file that is being read: places of its fields in the window, so that only what is asked for becomes a text or a number. */
export class CsvRow {
  /** Number of fields. */
  length = 0;
  readonly #window: ByteWindow;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Fields with doubled quotes, without them. */
  readonly #unquoted = new Map<number, string>();
  #names: readonly string[] = [];
  #places: readonly number[] | undefined;
  /** Fields that a row needs. */
  #shortest = 1;

  constructor(window: ByteWindow) {
    this.#window = window;
  }

  /** Numbers fields from now on by the given columns. @throws CsvProblem if this row, the header, lacks one */
  useHeader(columns: readonly string[]): void {
    const found = Array.from({ length: this.length }, (_, column) => this.text(column));
    const missing = columns.filter((column) => !found.includes(column));
    if (missing.length > 0) throw new CsvProblem(`the columns ${missing.join(', ')} are missing; found ${found.join(', ')}.`);
    this.#names = columns;
    this.#places = columns.map((column) => found.indexOf(column));
    this.#shortest = Math.max(...this.#places) + 1;
  }

  /** @throws CsvProblem if the row ends before all wanted columns */
  requireColumns(): void {
    if (this.length < this.#shortest) throw new CsvProblem(`it has only ${this.length} fields. Is it cut off?`);
  }

  /** @returns a field, by its column of the header or, without one, by its place */
  text(column: number): string {
    const field = this.#field(column);
    return this.#unquoted.get(field) ?? decoder.decode(this.#window.bytes.subarray(this.#starts[field], this.#ends[field]));
  }

  /** @returns a field as a number, correctly rounded @throws CsvProblem if it is none */
  number(column: number): number {
    const field = this.#field(column);
    const plain = fieldNumber(this.#window.bytes, this.#starts[field], this.#ends[field]);
    if (!Number.isNaN(plain)) return plain;
    const text = this.text(column);
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value))
      throw new CsvProblem(`"${text}" in the column ${this.#names[column] ?? column + 1} is not a number.`);
    return value;
  }

  /** @returns what the field stands for in an index, −1 if it is not there */
  find(column: number, index: TextIndex): number {
    const field = this.#field(column);
    const unquoted = this.#unquoted.size === 0 ? undefined : this.#unquoted.get(field);
    if (unquoted !== undefined) return index.findText(unquoted);
    return index.find(this.#window.bytes, this.#starts[field], this.#ends[field]);
  }

  /** Finds the fields of the row that begins at `start`. @returns position behind it, −1 if the window ends before */
  scan(start: number): number {
    const { bytes, end, final } = this.#window;
    this.length = 0;
    this.#unquoted.clear();
    for (let p = start; ; p++) {
      const from = p;
      const quoted = bytes[p] === QUOTE ? this.#quotedEnd(p) : p;
      if (quoted < 0) return -1;
      p = quoted;
      if (p === from) {
        let byte = bytes[p];
        while (byte !== COMMA && byte !== LINE_FEED && byte !== CARRIAGE_RETURN && (byte !== 0 || p < end)) byte = bytes[++p];
        this.#starts[this.length] = from;
        this.#ends[this.length] = p;
      }
      this.length++;
      if (p >= end) return final ? p : -1;
      if (bytes[p] === COMMA) continue;
      if (bytes[p] === LINE_FEED) return p + 1;
      if (p + 1 >= end && !final) return -1;
      return bytes[p + 1] === LINE_FEED ? p + 2 : p + 1;
    }
  }

  /** Finds the end of a field in quotes. @returns position behind it; `start` if the quote is a part of the text, −1 if the window ends */
  #quotedEnd(start: number): number {
    const { bytes, end, final } = this.#window;
    let doubled = false;
    let quote = bytes.indexOf(QUOTE, start + 1);
    for (; quote >= 0 && quote < end && bytes[quote + 1] === QUOTE; quote = bytes.indexOf(QUOTE, quote + 2)) doubled = true;
    if (quote < 0 || quote >= end) {
      if (!final && end - start < LONGEST_FIELD) return -1;
      throw new CsvProblem(`it cannot be read as csv: the quote that opens field ${this.length + 1} is not closed.`);
    }
    const behind = quote + 1;
    if (behind >= end && !final) return -1;
    if (behind < end && bytes[behind] !== COMMA && bytes[behind] !== LINE_FEED && bytes[behind] !== CARRIAGE_RETURN) return start;
    this.#starts[this.length] = start + 1;
    this.#ends[this.length] = quote;
    if (doubled) this.#unquoted.set(this.length, decoder.decode(bytes.subarray(start + 1, quote)).replaceAll('""', '"'));
    return behind;
  }

  /** Number of the field that stands for a wanted column. */
  #field(column: number): number {
    return this.#places === undefined ? column : this.#places[column];
  }
}
