import type { OpenImagesEvaluator } from '../open-images/open-images-evaluator.js';
import { readBoxOrNothing } from '../reading/annotation-parser.js';
import type { DocumentParser } from '../reading/document-parser.js';
import { skipByteOrderMark, takeEnd } from '../reading/document-parser.js';
import type { JsonCursor } from '../reading/json-cursor.js';
import { KeyTable } from '../reading/key-table.js';
import { readImageId } from './read-image-id.js';

const KEYS = new KeyTable(['image_id', 'category_id', 'bbox', 'score']);
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125];
/** Boxes in fractions of an image may reach a little beyond it, but not this far. */
const LARGEST_FRACTION = 2;

/** Reads a result file, `[{ "image_id", "category_id", "bbox": [x, y, width, height], "score" }, …]`, keys in any order. */
export class OpenImagesResultsParser implements DocumentParser {
  readonly #evaluator: OpenImagesEvaluator;
  readonly #box = new Float64Array(4);
  #started = false;
  #first = true;
  #ended = false;

  constructor(evaluator: OpenImagesEvaluator) {
    this.#evaluator = evaluator;
  }

  next(cursor: JsonCursor): boolean {
    if (!this.#started) {
      skipByteOrderMark(cursor);
      cursor.expect(OPEN_BRACKET, '"[" of a list of results');
      this.#started = true;
      return true;
    }
    if (this.#ended) {
      takeEnd(cursor);
      return false;
    }
    if (this.#first && cursor.peek() === CLOSE_BRACKET) {
      cursor.position++;
      this.#ended = true;
    } else if (this.#first || cursor.more(CLOSE_BRACKET)) this.#record(cursor);
    else this.#ended = true;
    this.#first = false;
    return true;
  }

  #record(cursor: JsonCursor): void {
    const box = this.#box.fill(NaN);
    let image: ReturnType<typeof readImageId> | undefined;
    let [category, score] = [NaN, NaN];
    const start = cursor.position;
    if (cursor.enter(OPEN_BRACE, CLOSE_BRACE, 'a result')) {
      do {
        const key = cursor.key(KEYS);
        if (key === 0) image = readImageId(cursor);
        else if (key === 1) category = cursor.numberOrNothing();
        else if (key === 2) readBoxOrNothing(cursor, box);
        else if (key === 3) score = cursor.numberOrNothing();
        else cursor.skip();
      } while (cursor.more(CLOSE_BRACE));
    }
    const [x, y, width, height] = box;
    if (image === undefined || Number.isNaN(category + score + height))
      cursor.fail('this result lacks "image_id", "category_id", "bbox" or "score".', start);
    const evaluator = this.#evaluator;
    if (evaluator.truth.units === 'fractions' && x + width > LARGEST_FRACTION)
      cursor.fail('the box is in pixels, but the ground truth is in fractions of images. Give the sizes of the images.', start);
    evaluator.push(evaluator.imageOf(image), evaluator.categoryOf(category), score, x, y, x + width, y + height);
  }
}
