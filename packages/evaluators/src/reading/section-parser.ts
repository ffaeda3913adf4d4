import type { DocumentParser } from './document-parser.js';
import { skipByteOrderMark, takeEnd } from './document-parser.js';
import type { JsonCursor } from './json-cursor.js';
import type { KeyTable } from './key-table.js';
import { ValueSkipper } from './value-skipper.js';

const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125];

/** Reads one element of a section. */
export interface ElementParser {
  parse(cursor: JsonCursor): void;
}

/** Reads an object of lists, `{ "images": [{…}, …], … }`: lists in any order, unknown members are skipped. */
export class SectionParser implements DocumentParser {
  readonly #names: KeyTable;
  readonly #sections: readonly ElementParser[];
  readonly #required: boolean;
  readonly #skipper = new ValueSkipper();
  readonly #seen = new Set<number>();
  #started = false;
  #ended = false;
  /** Section whose elements are being read. */
  #section: ElementParser | undefined;
  /** What comes next in the open object or list: its first member, or a comma or its end. */
  #first = true;

  /** @param names of the lists that are read @param sections what reads an element of each of them @param required none may be missing */
  constructor(names: KeyTable, sections: readonly ElementParser[], required = false) {
    this.#names = names;
    this.#sections = sections;
    this.#required = required;
  }

  next(cursor: JsonCursor): boolean {
    if (this.#ended) {
      takeEnd(cursor);
      return false;
    }
    if (!this.#started) this.#begin(cursor);
    else if (this.#skipper.isOpen) this.#skipper.continue(cursor);
    else if (this.#section !== undefined) this.#element(cursor, this.#section);
    else this.#member(cursor);
    return true;
  }

  #begin(cursor: JsonCursor): void {
    skipByteOrderMark(cursor);
    cursor.expect(OPEN_BRACE, '"{" of an annotation file');
    this.#started = true;
    this.#first = true;
  }

  #member(cursor: JsonCursor): void {
    if (!this.#go(cursor, CLOSE_BRACE)) {
      const missing = this.#names.names.find((_, section) => this.#required && !this.#seen.has(section));
      if (missing !== undefined) cursor.fail(`the object ends here without a list "${missing}".`, cursor.position - 1);
      this.#ended = true;
      return;
    }
    const start = cursor.position;
    const section = cursor.key(this.#names);
    if (section < 0) {
      cursor.peek();
      this.#skipper.begin();
    } else {
      cursor.expect(OPEN_BRACKET, 'a list');
      if (this.#seen.has(section)) cursor.fail('this list is there twice. Are two files joined?', start);
      this.#seen.add(section);
      this.#section = this.#sections[section];
    }
    this.#first = section >= 0;
  }

  #element(cursor: JsonCursor, section: ElementParser): void {
    if (!this.#go(cursor, CLOSE_BRACKET)) {
      this.#section = undefined;
      this.#first = false;
      return;
    }
    section.parse(cursor);
    this.#first = false;
  }

  /** Takes what stands before the next member. @returns false at the end of the object or list */
  #go(cursor: JsonCursor, close: number): boolean {
    if (!this.#first) return cursor.more(close);
    if (cursor.peek() !== close) return true;
    cursor.position++;
    return false;
  }
}
