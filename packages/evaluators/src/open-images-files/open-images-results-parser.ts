import { DataError } from '@ecm/core';

import type { OpenImagesEvaluator } from '../open-images/open-images-evaluator.js';
import type { ImageId } from '../open-images/open-images-table-builder.js';
import { readBoxOrNothing } from '../reading/annotation-parser.js';
import type { DocumentParser } from '../reading/document-parser.js';
import { skipByteOrderMark, takeEnd } from '../reading/document-parser.js';
import type { JsonCursor } from '../reading/json-cursor.js';
import { KeyTable } from '../reading/key-table.js';
import { ImageRun } from './image-run.js';
import { readImageIdOrNothing } from './read-image-id.js';

const KEYS = new KeyTable(['image_id', 'category_id', 'bbox', 'score']);
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125];
/** Boxes in fractions of an image may reach a little beyond it, but not this far. */
const LARGEST_FRACTION = 2;

/** Reads a result file, `[{ "image_id", "category_id", "bbox": [x, y, width, height], "score" }, …]`, keys in any order. */
export class OpenImagesResultsParser implements DocumentParser {
  readonly #evaluator: OpenImagesEvaluator;
  readonly #box = new Float64Array(4);
  readonly #run: ImageRun;
  #started = false;
  #first = true;
  #ended = false;

  constructor(evaluator: OpenImagesEvaluator) {
    this.#evaluator = evaluator;
    this.#run = new ImageRun(this.#push.bind(this));
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
    cursor.peek();
    if (this.#run.read(cursor)) return;
    const box = this.#box.fill(NaN);
    let image: ReturnType<typeof readImageIdOrNothing>;
    let [category, score] = [NaN, NaN];
    let [idStart, idEnd] = [0, 0];
    const start = cursor.position;
    if (cursor.enter(OPEN_BRACE, CLOSE_BRACE, 'a result')) {
      do {
        const key = cursor.key(KEYS);
        if (key === 0) {
          cursor.peek();
          idStart = cursor.position;
          image = readImageIdOrNothing(cursor);
          idEnd = cursor.position;
        } else if (key === 1) category = cursor.numberOrNothing();
        else if (key === 2) readBoxOrNothing(cursor, box);
        else if (key === 3) score = cursor.numberOrNothing();
        else cursor.skip();
      } while (cursor.more(CLOSE_BRACE));
    }
    if (image === undefined || Number.isNaN(category + score + box[3]))
      cursor.fail('this result lacks "image_id", "category_id", "bbox" or "score".', start);
    const place = this.#place(cursor, start, image);
    this.#push(cursor, start, place, category, score, box);
    this.#run.follow(cursor, { start, idStart, idEnd, image: place });
  }

  #place(cursor: JsonCursor, start: number, image: ImageId): number {
    try {
      return this.#evaluator.imageOf(image);
    } catch (error) {
      if (error instanceof DataError)
        cursor.fail(`image ${image} is not in the ground truth. Do the results belong to another split?`, start);
      throw error;
    }
  }

  #push(cursor: JsonCursor, start: number, image: number, category: number, score: number, [x, y, width, height]: Float64Array): void {
    const evaluator = this.#evaluator;
    if (evaluator.truth.units === 'fractions' && x + width > LARGEST_FRACTION)
      cursor.fail('the box is in pixels, but the ground truth is in fractions of images. Give the sizes of the images.', start);
    evaluator.push(image, evaluator.categoryOf(category), score, x, y, x + width, y + height);
  }
}
