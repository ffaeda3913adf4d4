import type { GroundTruthBuilder } from '../ground-truth/ground-truth-builder.js';
import type { IdListBuilder } from '../ground-truth/index-lists.js';
import type { JsonCursor } from './json-cursor.js';
import { KeyTable } from './key-table.js';
import { readIntegerOrNothing } from './read-integer.js';
import { ImageRows } from './scanner/image-rows.js';
import { RowScanner } from './scanner/row-scanner.js';
import type { ElementParser } from './section-parser.js';

const KEYS = new KeyTable(['id', 'height', 'width', 'neg_category_ids', 'not_exhaustive_category_ids']);

/** Reads image records: fast as long as they are written alike, by rule otherwise. */
export class ImageParser implements ElementParser {
  readonly #builder: GroundTruthBuilder;
  readonly #scanner: RowScanner;

  constructor(builder: GroundTruthBuilder) {
    this.#builder = builder;
    this.#scanner = new RowScanner(new ImageRows(builder));
  }

  parse(cursor: JsonCursor): void {
    const { negative, notExhaustive } = this.#builder;
    // An earlier attempt may have stopped at the end of the window.
    negative.dropRow();
    notExhaustive.dropRow();
    cursor.peek();
    if (this.#scanner.readRun(cursor)) return;
    const fields = new Float64Array(3).fill(NaN);
    const start = cursor.position;
    cursor.members(KEYS, 'an image', (key) => {
      if (key === 0) fields[0] = this.#builder.idNumber(readIntegerOrNothing(cursor));
      else if (key < 3) fields[key] = cursor.numberOrNothing();
      else readIds(cursor, key === 3 ? negative : notExhaustive);
    });
    const [id, height, width] = fields;
    if (Number.isNaN(id + height + width)) cursor.fail('this image lacks "id", "height" or "width".', start);
    this.#builder.addImage(id, height, width);
    this.#scanner.learn(cursor, start);
  }
}

/** Reads a list of ids in place of an earlier one of the same record. */
function readIds(cursor: JsonCursor, list: IdListBuilder): void {
  list.dropRow();
  if (cursor.nothing() || !cursor.enter(91, 93, 'a list of category ids')) return;
  do list.push(cursor.number());
  while (cursor.more(93));
}
