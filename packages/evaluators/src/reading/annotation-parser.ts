import type { GroundTruthBuilder } from '../ground-truth/ground-truth-builder.js';
import { CROWD_FLAG, IGNORE_FLAG } from '../ground-truth/ground-truth-table.js';
import type { JsonCursor } from './json-cursor.js';
import { KeyTable } from './key-table.js';
import { readIntegerOrNothing } from './read-integer.js';
import { AnnotationRows } from './scanner/annotation-rows.js';
import { RowScanner } from './scanner/row-scanner.js';
import type { ElementParser } from './section-parser.js';
import { SegmentationParser } from './segmentation-parser.js';

const NAMES = ['id', 'image_id', 'category_id', 'area', 'bbox', 'segmentation', 'ignore', 'iscrowd'] as const;
const KEYS = new KeyTable(NAMES);

/** Reads annotation records into columns: fast as long as they are written alike, by rule otherwise. */
export class AnnotationParser implements ElementParser {
  readonly #builder: GroundTruthBuilder;
  readonly #scanner: RowScanner;
  readonly #segmentation: SegmentationParser | undefined;
  readonly #box = new Float64Array(4);

  constructor(builder: GroundTruthBuilder) {
    this.#builder = builder;
    this.#scanner = new RowScanner(new AnnotationRows(builder));
    const target = builder.segmentations ?? builder.segmentationNumbers;
    if (target !== undefined) this.#segmentation = new SegmentationParser(target);
  }

  parse(cursor: JsonCursor): void {
    // What an attempt by rule has left that stopped at the end of the window.
    this.#segmentation?.beginRow();
    cursor.peek();
    if (this.#scanner.readRun(cursor)) return;
    const { annotations, segmentationRanges: ranges, runLengthSizes } = this.#builder;
    const fields = new Float64Array(4).fill(NaN);
    let [flags, rangeStart, rangeEnd] = [0, 0, 0];
    this.#box.fill(NaN);
    const start = cursor.position;
    cursor.members(KEYS, 'an annotation', (key) => {
      if (key < 2) fields[key] = this.#builder.idNumber(readIntegerOrNothing(cursor));
      else if (key < 4) fields[key] = cursor.numberOrNothing();
      else if (key === 4) readBoxOrNothing(cursor, this.#box);
      else if (key === 6) flags = (flags & ~IGNORE_FLAG) | (cursor.flag() ? IGNORE_FLAG : 0);
      else if (key === 7) flags = (flags & ~CROWD_FLAG) | (cursor.flag() ? CROWD_FLAG : 0);
      else {
        this.#segmentation?.beginRow();
        rangeStart = rangeEnd = 0;
        if (cursor.nothing()) return;
        rangeStart = cursor.offset;
        if (this.#segmentation === undefined) cursor.skip();
        else this.#segmentation.parse(cursor);
        rangeEnd = cursor.offset;
      }
    });
    const [id, imageId, categoryId, area] = fields;
    if (Number.isNaN(id + imageId + categoryId + area)) {
      cursor.fail('this annotation lacks "id", "image_id", "category_id" or "area".', start);
    }
    annotations.push(id, imageId, categoryId, area, this.#box, flags);
    const size = this.#segmentation?.endRow();
    if (size !== undefined) runLengthSizes.add(annotations.count - 1, size);
    ranges?.push(rangeStart, rangeEnd - rangeStart);
    this.#scanner.learn(cursor, start);
  }
}

/** Reads `[x, y, width, height]`; numbers of a box that is `null` are NaN. @returns false for that, and for an empty list */
export function readBoxOrNothing(cursor: JsonCursor, box: Float64Array): boolean {
  box.fill(NaN);
  return !cursor.nothing() && readBox(cursor, box);
}

/** Reads `[x, y, width, height]`. @returns false for an empty list */
function readBox(cursor: JsonCursor, box: Float64Array): boolean {
  if (!cursor.enter(91, 93, 'a box [x, y, width, height]')) return false;
  for (let i = 0; i < 4; i++) {
    box[i] = cursor.number();
    if (cursor.more(93) !== i < 3) cursor.fail('a box needs four numbers: x, y, width, height.');
  }
  return true;
}
