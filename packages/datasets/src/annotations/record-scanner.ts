import { DataError } from '@ecm/core';

import { startOfText } from './start-of-text.js';

/** Receives the values of a JSON file one by one. */
export interface RecordVisitor {
  /** One element of the top-level array `section`; `bytes` are valid during the call only. */
  element(section: string, bytes: Uint8Array, offset: number): void;
  /** The value of a top-level key that is not an array. */
  value?(key: string, bytes: Uint8Array, offset: number): void;
  /** The array of `section` begins. */
  begin?(section: string): void;
}

type State = 'start' | 'key' | 'colon' | 'value' | 'element' | 'after-element' | 'after-value' | 'done';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * Cuts a JSON object of arrays, `{ "images": [{…}, …], … }`, into the texts of its records without ever holding the file:
 * memory is one window and one record. Key order and white space do not matter.
 *
 * It finds borders only; whoever receives a record parses it.
 */
export class RecordScanner {
  readonly #file: string;
  readonly #visitor: RecordVisitor;
  #state: State = 'start';
  #section = '';
  /** Bytes not consumed yet; starts at the record in work. */
  #buffer = new Uint8Array(0);
  /** File offset of `#buffer[0]`. */
  #base = 0;
  /** Where scanning goes on inside `#buffer`. */
  #position = 0;
  /** Start of the value in work, −1 for none. */
  #start = -1;
  #depth = 0;
  #inString = false;

  constructor(file: string, visitor: RecordVisitor) {
    this.#file = file;
    this.#visitor = visitor;
  }

  /** @throws DataError at the first byte that cannot be JSON of this form */
  push(chunk: Uint8Array): void {
    const joined = new Uint8Array(this.#buffer.length + chunk.length);
    joined.set(this.#buffer);
    joined.set(chunk, this.#buffer.length);
    this.#buffer = joined;
    if (this.#base === 0 && this.#state === 'start' && this.#position === 0) this.#position = startOfText(this.#file, joined);
    this.#scan();
    const consumed = this.#start >= 0 ? this.#start : this.#position;
    this.#buffer = this.#buffer.subarray(consumed);
    this.#base += consumed;
    this.#position -= consumed;
    if (this.#start >= 0) this.#start = 0;
  }

  /** @throws DataError if the file ends early */
  end(): void {
    if (this.#state === 'done') return;
    const length = this.#base + this.#buffer.length;
    if (length === 0) throw new DataError(this.#file, '', 'the file is empty; expected a JSON object with images and annotations.');
    const within = this.#section === '' ? '' : ` inside "${this.#section}"`;
    throw new DataError(this.#file, `byte ${length}`, `the file ends early${within}: it was cut off. Copy or download it again.`);
  }

  #scan(): void {
    for (;;) {
      if (this.#start >= 0) {
        if (!this.#finishValue()) return;
        continue;
      }
      while (this.#position < this.#buffer.length && isSpace(this.#buffer[this.#position])) this.#position++;
      if (this.#position >= this.#buffer.length) return;
      this.#step(this.#buffer[this.#position]);
    }
  }

  #step(byte: number): void {
    const text = String.fromCharCode(byte);
    switch (this.#state) {
      case 'start':
        this.#expect(text, '{', 'key');
        return;
      case 'key':
        if (text === '}' && this.#section === '') this.#expect(text, '}', 'done');
        else if (byte === QUOTE) this.#begin();
        else this.#fail(text, 'a key in double quotes');
        return;
      case 'colon':
        this.#expect(text, ':', 'value');
        return;
      case 'value':
        if (text === '[') {
          this.#visitor.begin?.(this.#section);
          this.#expect(text, '[', 'element');
        } else this.#begin();
        return;
      case 'element':
        if (text === ']') this.#expect(text, ']', 'after-value');
        else this.#begin();
        return;
      case 'after-element':
        if (byte === COMMA) this.#expect(text, ',', 'element');
        else this.#expect(text, ']', 'after-value');
        return;
      case 'after-value':
        this.#section = '';
        if (byte === COMMA) this.#expect(text, ',', 'key');
        else this.#expect(text, '}', 'done');
        return;
      case 'done':
        this.#fail(text, 'the end of the file');
    }
  }

  #begin(): void {
    this.#start = this.#position;
    this.#depth = 0;
    this.#inString = false;
  }

  #expect(found: string, wanted: string, next: State): void {
    if (found !== wanted) this.#fail(found, `"${wanted}"`);
    this.#position++;
    this.#state = next;
  }

  #fail(found: string, wanted: string): never {
    const within = this.#section === '' ? '' : ` inside "${this.#section}"`;
    throw new DataError(
      this.#file,
      `byte ${this.#base + this.#position}`,
      `expected ${wanted}${within}, found ${JSON.stringify(found)}: this is not JSON of the form { "images": [...], "annotations": [...], "categories": [...] }.`,
    );
  }

  /** Runs to the end of the value that began at `#start`. @returns false if the bytes do not reach that far */
  #finishValue(): boolean {
    const end = this.#endOfValue();
    if (end < 0) return false;
    const bytes = this.#buffer.subarray(this.#start, end);
    const offset = this.#base + this.#start;
    this.#start = -1;
    this.#position = end;
    if (this.#state === 'key') {
      this.#section = this.#keyOf(bytes, offset);
      this.#state = 'colon';
    } else if (this.#state === 'value') {
      this.#visitor.value?.(this.#section, bytes, offset);
      this.#state = 'after-value';
    } else {
      this.#visitor.element(this.#section, bytes, offset);
      this.#state = 'after-element';
    }
    return true;
  }

  #keyOf(bytes: Uint8Array, offset: number): string {
    try {
      return String(JSON.parse(new TextDecoder().decode(bytes)));
    } catch {
      throw new DataError(this.#file, `byte ${offset}`, 'expected a key in double quotes.');
    }
  }

  #endOfValue(): number {
    const buffer = this.#buffer;
    let position = this.#position;
    let depth = this.#depth;
    const end = buffer.length;
    while (position < end) {
      if (this.#inString) {
        const close = buffer.indexOf(QUOTE, position);
        if (close < 0) {
          position = end;
          break;
        }
        position = close + 1;
        if (isEscaped(buffer, close)) continue;
        this.#inString = false;
        if (depth === 0) return position;
        continue;
      }
      const byte = buffer[position];
      if (byte === QUOTE) this.#inString = true;
      else if (byte === 0x7b || byte === 0x5b) depth++;
      else if (byte === 0x7d || byte === 0x5d) {
        // A bare number or word ends before the bracket that closes its surroundings.
        if (depth === 0) return position;
        if (--depth === 0) return position + 1;
      } else if (depth === 0 && (byte === COMMA || isSpace(byte))) return position;
      position++;
    }
    this.#position = position;
    this.#depth = depth;
    return -1;
  }
}

/** @returns whether the quote at `at` is preceded by an odd number of backslashes */
function isEscaped(buffer: Uint8Array, at: number): boolean {
  let first = at;
  while (first > 0 && buffer[first - 1] === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}
