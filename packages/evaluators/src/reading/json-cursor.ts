import { DataError } from '@ecm/core';

import type { ByteWindow } from './byte-window.js';
import { INCOMPLETE } from './incomplete-input.js';
import { longDecimal, shortDecimal } from './json-number.js';
import { printable } from './json-grammar.js';
import type { KeyTable } from './key-table.js';
import { ValueSkipper } from './value-skipper.js';

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const [OPEN_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 123, 125];
const [ZERO, NINE, MINUS, PLUS, POINT, LOWER_E, UPPER_E, LOWER_N] = [48, 57, 45, 43, 46, 101, 69, 110];

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/u;

/** Reads JSON values from the bytes of a window; throws `INCOMPLETE` where the window ends before a value does. */
export class JsonCursor {
  readonly window: ByteWindow;
  /** File, for messages. */
  readonly source: string;
  position = 0;
  readonly #value = new Float64Array(1);
  readonly #skipper = new ValueSkipper();

  constructor(window: ByteWindow, source: string) {
    this.window = window;
    this.source = source;
  }

  /** Offset of the cursor in the file. */
  get offset(): number {
    return this.window.base + this.position;
  }

  /** @throws DataError with the byte offset */
  fail(message: string, position: number = this.position): never {
    throw new DataError(this.source, `byte ${this.window.base + position}`, message);
  }

  /** Skips white space. @returns the next byte, which is not taken */
  peek(): number {
    const { bytes } = this.window;
    let p = this.position;
    let byte = bytes[p];
    while (byte === 32 || byte === 10 || byte === 13 || byte === 9) byte = bytes[++p];
    this.position = p;
    if (p >= this.window.end) this.incomplete();
    return byte;
  }

  /** Takes one byte after white space. */
  expect(byte: number, what: string): void {
    const found = this.peek();
    if (found !== byte) this.fail(`expected ${what}, found ${printable(found)}.`);
    this.position++;
  }

  /** Takes a comma and returns true, or takes the closing byte and returns false. */
  more(close: number): boolean {
    const byte = this.peek();
    if (byte !== 44 && byte !== close) this.fail(`expected "," or "${String.fromCharCode(close)}", found ${printable(byte)}.`);
    this.position++;
    return byte === 44;
  }

  /** Takes the opening byte. @returns false if the closing one follows at once, which is taken too */
  enter(open: number, close: number, what: string): boolean {
    this.expect(open, what);
    if (this.peek() !== close) return true;
    this.position++;
    return false;
  }

  /** Takes a key and the colon after it. @returns its number in the table, −1 if it is not known */
  key(table: KeyTable): number {
    if (this.peek() !== QUOTE) this.fail(`expected a key in quotes, found ${printable(this.window.bytes[this.position])}.`);
    const start = this.position + 1;
    const { bytes } = this.window;
    let p = start;
    while (bytes[p] !== QUOTE && bytes[p] !== BACKSLASH && bytes[p] !== 0) p++;
    const isPlain = bytes[p] === QUOTE;
    let key = isPlain ? table.find(bytes, start, p) : -1;
    if (key >= 0) this.position = p + 1;
    else if (isPlain) this.skip();
    else key = table.findName(this.string());
    this.expect(COLON, '":"');
    return key;
  }

  /** Takes an object; `take` takes the value of each key of the table, other members are skipped. */
  members(table: KeyTable, what: string, take: (key: number) => void): void {
    if (!this.enter(OPEN_BRACE, CLOSE_BRACE, what)) return;
    do {
      const key = this.key(table);
      if (key < 0) this.skip();
      else take(key);
    } while (this.more(CLOSE_BRACE));
  }

  /** Takes `null`, which stands for a member that is absent. @returns false for anything else, which is not taken */
  nothing(): boolean {
    if (this.peek() !== LOWER_N) return false;
    this.skip();
    return true;
  }

  /** Takes a number, NaN for `null`. */
  numberOrNothing(): number {
    return this.nothing() ? NaN : this.number();
  }

  /** Takes a number, correctly rounded. */
  number(): number {
    this.peek();
    this.numberInto(this.#value, 0);
    return this.#value[0];
  }

  /** Takes a number that begins at the cursor, correctly rounded, into an array: no double has to be boxed on the way. */
  numberInto(target: Float64Array, index: number): void {
    const { bytes } = this.window;
    const start = this.position;
    let p = start;
    let byte = bytes[p];
    const negative = byte === MINUS;
    if (negative) byte = bytes[++p];
    let mantissa = 0;
    let digits = 0;
    while (byte >= ZERO && byte <= NINE) {
      mantissa = mantissa * 10 + (byte - ZERO);
      digits++;
      byte = bytes[++p];
    }
    if (digits === 0) this.#noNumber(p);
    if (digits > 1 && bytes[p - digits] === ZERO) this.fail('numbers do not begin with further zeros.');
    let decimals = 0;
    let low = 0;
    let lowDigits = 0;
    if (byte === POINT) {
      byte = bytes[++p];
      const first = p;
      while (byte >= ZERO && byte <= NINE) {
        if (digits < 15) {
          mantissa = mantissa * 10 + (byte - ZERO);
          if (mantissa !== 0) digits++;
        } else {
          low = low * 10 + (byte - ZERO);
          lowDigits++;
        }
        byte = bytes[++p];
      }
      decimals = p - first;
    }
    if (p >= this.window.end) this.incomplete();
    if (bytes[p - 1] === POINT) this.fail('digits must follow the point of a number.');
    this.position = p;
    let value = NaN;
    if (byte !== LOWER_E && byte !== UPPER_E && digits <= 15 && lowDigits <= 7 && decimals <= 22) {
      value = lowDigits === 0 ? shortDecimal(mantissa, decimals) : longDecimal(mantissa, low, lowDigits, decimals);
    }
    if (Number.isNaN(value)) target[index] = this.#slowNumber(start);
    else target[index] = negative ? -value : value;
  }

  /** Takes a string. @throws DataError if it is not JSON or not UTF-8 */
  string(): string {
    if (this.peek() !== QUOTE) this.expect(QUOTE, 'a string');
    const start = this.position;
    this.skip();
    const text = decoder.decode(this.window.bytes.subarray(start + 1, this.position - 1));
    return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  }

  /** Takes a flag as Python sees it: false for `false`, `null`, 0, and for a text, list or object that is empty. */
  flag(): boolean {
    const byte = this.peek();
    if (byte === MINUS || (byte >= ZERO && byte <= NINE)) return this.number() !== 0;
    const start = this.position;
    this.skip();
    if (byte === QUOTE) return this.position - start > 2;
    if (byte !== OPEN_BRACKET && byte !== OPEN_BRACE) return byte === 116;
    return decoder.decode(this.window.bytes.subarray(start + 1, this.position - 1)).trim() !== '';
  }

  /** Takes a value of any kind and forgets it. @throws DataError if it is not JSON */
  skip(): void {
    this.peek();
    this.#skipper.begin();
    this.#skipper.continue(this);
    if (this.#skipper.isOpen) this.incomplete();
  }

  /** @throws DataError if nothing follows in the file, INCOMPLETE if the window must be refilled */
  incomplete(): never {
    if (!this.window.final) throw INCOMPLETE;
    this.position = this.window.end;
    if (this.offset === 0) this.fail('the file is empty.');
    return this.fail('the file ends here, in the middle of its content. Is it cut off?');
  }

  #noNumber(position: number): never {
    if (position >= this.window.end) this.incomplete();
    return this.fail(`expected a number, found ${printable(this.window.bytes[this.position])}.`);
  }

  /** The whole text of the number through the platform's own conversion: exponents, and more than 22 digits. */
  #slowNumber(start: number): number {
    const { bytes, end } = this.window;
    let p = this.position;
    while ((bytes[p] >= ZERO && bytes[p] <= NINE) || isNumberSign(bytes[p])) p++;
    if (p >= end) this.incomplete();
    const text = decoder.decode(bytes.subarray(start, p));
    if (!NUMBER.test(text)) this.fail(`"${text}" is not a number.`, start);
    this.position = p;
    return Number(text);
  }
}

function isNumberSign(byte: number): boolean {
  return byte === PLUS || byte === MINUS || byte === POINT || byte === LOWER_E || byte === UPPER_E;
}
