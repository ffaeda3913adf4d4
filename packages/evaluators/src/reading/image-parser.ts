import type { GroundTruthBuilder } from '../ground-truth/ground-truth-builder.js';
import type { IdListBuilder } from '../ground-truth/index-lists.js';
import type { JsonCursor } from './json-cursor.js';
import { KeyTable } from './key-table.js';

const KEYS = new KeyTable(['id', 'height', 'width', 'neg_category_ids', 'not_exhaustive_category_ids']);

/** Reads image records. */
export class ImageParser {
  readonly #builder: GroundTruthBuilder;

  constructor(builder: GroundTruthBuilder) {
    this.#builder = builder;
  }

  parse(cursor: JsonCursor): void {
    const { negative, notExhaustive } = this.#builder;
    // An earlier attempt may have stopped at the end of the window.
    negative.dropRow();
    notExhaustive.dropRow();
    let [id, height, width] = [NaN, NaN, NaN];
    const start = cursor.position;
    if (cursor.enter(123, 125, 'an image')) {
      do {
        switch (cursor.key(KEYS)) {
          case 0:
            id = cursor.number();
            break;
          case 1:
            height = cursor.number();
            break;
          case 2:
            width = cursor.number();
            break;
          case 3:
            readIds(cursor, negative);
            break;
          case 4:
            readIds(cursor, notExhaustive);
            break;
          default:
            cursor.skip();
        }
      } while (cursor.more(125));
    }
    if (Number.isNaN(id + height + width)) cursor.fail('this image lacks "id", "height" or "width".', start);
    this.#builder.addImage(id, height, width);
  }
}

function readIds(cursor: JsonCursor, list: IdListBuilder): void {
  if (!cursor.enter(91, 93, 'a list of category ids')) return;
  do list.push(cursor.number());
  while (cursor.more(93));
}
