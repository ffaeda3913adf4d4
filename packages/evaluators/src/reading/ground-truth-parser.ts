import type { CategoryEntry, GroundTruthBuilder } from '../ground-truth/ground-truth-builder.js';
import { AnnotationParser } from './annotation-parser.js';
import type { DocumentParser } from './document-parser.js';
import { skipByteOrderMark } from './document-parser.js';
import { ImageParser } from './image-parser.js';
import type { JsonCursor } from './json-cursor.js';
import { KeyTable } from './key-table.js';
import { ValueSkipper } from './value-skipper.js';

const SECTIONS = new KeyTable(['images', 'annotations', 'categories']);
const CATEGORY_KEYS = new KeyTable(['id', 'name', 'frequency']);
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125];

/** Reads one element of a section. */
interface ElementParser {
  parse(cursor: JsonCursor): void;
}

/** Reads an annotation file of LVIS or COCO: sections, and keys of records, in any order. */
export class GroundTruthParser implements DocumentParser {
  readonly #sections: readonly ElementParser[];
  readonly #skipper = new ValueSkipper();
  #started = false;
  /** Section whose elements are being read. */
  #section: ElementParser | undefined;
  /** What comes next in the open object or list: its first member, or a comma or its end. */
  #first = true;

  constructor(builder: GroundTruthBuilder) {
    const categories: ElementParser = {
      parse: (cursor) => {
        builder.addCategory(parseCategory(cursor));
      },
    };
    this.#sections = [new ImageParser(builder), new AnnotationParser(builder), categories];
  }

  next(cursor: JsonCursor): boolean {
    if (!this.#started) return this.#begin(cursor);
    if (this.#skipper.isOpen) {
      this.#skipper.continue(cursor);
      return true;
    }
    if (this.#section !== undefined) this.#element(cursor, this.#section);
    else return this.#member(cursor);
    return true;
  }

  #begin(cursor: JsonCursor): boolean {
    skipByteOrderMark(cursor);
    cursor.expect(OPEN_BRACE, '"{" of an annotation file');
    this.#started = true;
    this.#first = true;
    return true;
  }

  #member(cursor: JsonCursor): boolean {
    if (!this.#go(cursor, CLOSE_BRACE)) return false;
    const section = cursor.key(SECTIONS);
    if (section < 0) {
      cursor.peek();
      this.#skipper.begin();
    } else {
      cursor.expect(OPEN_BRACKET, 'a list');
      this.#section = this.#sections[section];
    }
    this.#first = section >= 0;
    return true;
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

function parseCategory(cursor: JsonCursor): CategoryEntry {
  let id = NaN;
  let name: string | undefined;
  let frequency: string | undefined;
  const start = cursor.position;
  if (cursor.enter(OPEN_BRACE, CLOSE_BRACE, 'a category')) {
    do {
      const key = cursor.key(CATEGORY_KEYS);
      if (key === 0) id = cursor.number();
      else if (key === 1) name = cursor.string();
      else if (key === 2 && cursor.peek() === 34) frequency = cursor.string();
      else cursor.skip();
    } while (cursor.more(CLOSE_BRACE));
  }
  if (Number.isNaN(id)) cursor.fail('this category has no "id".', start);
  return { id, name, frequency };
}
