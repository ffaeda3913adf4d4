import type { CategoryEntry, GroundTruthBuilder } from '../ground-truth/ground-truth-builder.js';
import { AnnotationParser } from './annotation-parser.js';
import { ImageParser } from './image-parser.js';
import type { JsonCursor } from './json-cursor.js';
import { KeyTable } from './key-table.js';
import type { ElementParser } from './section-parser.js';
import { SectionParser } from './section-parser.js';

const QUOTE = 34;
const SECTIONS = new KeyTable(['images', 'annotations', 'categories']);
const CATEGORY_KEYS = new KeyTable(['id', 'name', 'frequency']);

/** Reads an annotation file of LVIS or COCO: sections, and keys of records, in any order. */
export class GroundTruthParser extends SectionParser {
  constructor(builder: GroundTruthBuilder) {
    const categories: ElementParser = {
      parse: (cursor) => {
        builder.addCategory(parseCategory(cursor));
      },
    };
    super(SECTIONS, [new ImageParser(builder), new AnnotationParser(builder), categories], true);
  }
}

function parseCategory(cursor: JsonCursor): CategoryEntry {
  let id = NaN;
  let name: string | undefined;
  let frequency: string | undefined;
  const start = cursor.position;
  cursor.members(CATEGORY_KEYS, 'a category', (key) => {
    if (key === 0) id = cursor.numberOrNothing();
    else if (key === 1) name = cursor.nothing() ? undefined : cursor.string();
    else frequency = textOrNothing(cursor);
  });
  if (Number.isNaN(id)) cursor.fail('this category has no "id".', start);
  return { id, name, frequency };
}

/** Takes a text, undefined for any other value. */
function textOrNothing(cursor: JsonCursor): string | undefined {
  if (cursor.peek() === QUOTE) return cursor.string();
  cursor.skip();
  return undefined;
}
