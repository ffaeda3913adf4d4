import type { GroundTruthBuilder } from '../ground-truth/ground-truth-builder.js';
import { CROWD_FLAG, IGNORE_FLAG } from '../ground-truth/ground-truth-table.js';
import { skipSegmentation } from './skip-segmentation.js';
import type { JsonCursor } from './json-cursor.js';
import { KeyTable } from './key-table.js';
import { SegmentationParser } from './segmentation-parser.js';

const NAMES = ['id', 'image_id', 'category_id', 'area', 'bbox', 'segmentation', 'ignore', 'iscrowd'] as const;
const KEYS = new KeyTable(NAMES);

/** Reads annotation records into columns. */
export class AnnotationParser {
  readonly #builder: GroundTruthBuilder;
  readonly #segmentation: SegmentationParser | undefined;
  readonly #box = new Float64Array(4);

  constructor(builder: GroundTruthBuilder) {
    this.#builder = builder;
    const target = builder.segmentations ?? builder.segmentationNumbers;
    if (target !== undefined) this.#segmentation = new SegmentationParser(target);
  }

  parse(cursor: JsonCursor): void {
    const { annotations, segmentationRanges: ranges } = this.#builder;
    this.#segmentation?.beginRow();
    let [id, imageId, categoryId, area] = [NaN, NaN, NaN, NaN];
    let [flags, rangeStart, rangeEnd] = [0, 0, 0];
    this.#box.fill(NaN);
    const start = cursor.position;
    if (cursor.enter(123, 125, 'an annotation')) {
      do {
        switch (cursor.key(KEYS)) {
          case 0:
            id = cursor.number();
            break;
          case 1:
            imageId = cursor.number();
            break;
          case 2:
            categoryId = cursor.number();
            break;
          case 3:
            area = cursor.number();
            break;
          case 4:
            readBox(cursor, this.#box);
            break;
          case 5:
            cursor.peek();
            rangeStart = cursor.offset;
            if (this.#segmentation === undefined) skipSegmentation(cursor);
            else this.#segmentation.parse(cursor);
            rangeEnd = cursor.offset;
            break;
          case 6:
            flags |= cursor.flag() ? IGNORE_FLAG : 0;
            break;
          case 7:
            flags |= cursor.flag() ? CROWD_FLAG : 0;
            break;
          default:
            cursor.skip();
        }
      } while (cursor.more(125));
    }
    if (Number.isNaN(id + imageId + categoryId + area)) {
      cursor.fail('this annotation lacks "id", "image_id", "category_id" or "area".', start);
    }
    annotations.push(id, imageId, categoryId, area, this.#box, flags);
    this.#segmentation?.endRow();
    ranges?.push(rangeStart, rangeEnd - rangeStart);
  }
}

/** Reads `[x, y, width, height]`. @returns false for an empty list */
export function readBox(cursor: JsonCursor, box: Float64Array): boolean {
  if (!cursor.enter(91, 93, 'a box [x, y, width, height]')) return false;
  for (let i = 0; i < 4; i++) {
    box[i] = cursor.number();
    if (cursor.more(93) !== i < 3) cursor.fail('a box needs four numbers: x, y, width, height.');
  }
  return true;
}
