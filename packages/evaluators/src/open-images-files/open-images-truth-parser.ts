import type { OpenImagesTableBuilder } from '../open-images/open-images-table-builder.js';
import { readBoxOrNothing } from '../reading/annotation-parser.js';
import type { JsonCursor } from '../reading/json-cursor.js';
import { KeyTable } from '../reading/key-table.js';
import { SectionParser } from '../reading/section-parser.js';
import { readImageIdOrNothing } from './read-image-id.js';

const IMAGE_KEYS = new KeyTable(['id', 'width', 'height', 'pos_category_ids', 'neg_category_ids', 'open_images_id']);
const ANNOTATION_KEYS = new KeyTable(['image_id', 'category_id', 'bbox', 'iscrowd']);
const CATEGORY_KEYS = new KeyTable(['id', 'name', 'freebase_id']);
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125];

/** Reads an annotation file of Open Images in the form of UniDet, with ids of images as texts or numbers. */
export class OpenImagesTruthParser extends SectionParser {
  constructor(builder: OpenImagesTableBuilder) {
    const box = new Float64Array(4);
    const parsers = [parseImage, parseAnnotation, parseCategory].map((parse) => ({
      parse: (cursor: JsonCursor) => {
        parse(cursor, builder, box);
      },
    }));
    super(new KeyTable(['images', 'annotations', 'categories']), parsers);
  }
}

// A record that ends beyond the window is read again, so nothing is added before it is complete.

function parseImage(cursor: JsonCursor, builder: OpenImagesTableBuilder): void {
  let id: ReturnType<typeof readImageIdOrNothing>;
  let alias: string | undefined;
  let [width, height] = [NaN, NaN];
  let [present, absent]: number[][] = [[], []];
  const start = cursor.position;
  if (cursor.enter(OPEN_BRACE, CLOSE_BRACE, 'an image')) {
    do {
      const key = cursor.key(IMAGE_KEYS);
      if (key === 0) id = readImageIdOrNothing(cursor);
      else if (key === 1) width = cursor.numberOrNothing();
      else if (key === 2) height = cursor.numberOrNothing();
      else if (key === 3) present = readIds(cursor);
      else if (key === 4) absent = readIds(cursor);
      else if (key === 5) alias = textOrNothing(cursor);
      else cursor.skip();
    } while (cursor.more(CLOSE_BRACE));
  }
  if (id === undefined) cursor.fail('this image has no "id".', start);
  builder.addImage(id, width, height);
  if (alias !== undefined) builder.addAlias(id, alias);
  for (const category of present) builder.addLabel(id, category, true);
  for (const category of absent) builder.addLabel(id, category, false);
}

function parseAnnotation(cursor: JsonCursor, builder: OpenImagesTableBuilder, box: Float64Array): void {
  let image: ReturnType<typeof readImageIdOrNothing>;
  let category = NaN;
  let groupOf = false;
  box.fill(NaN);
  const start = cursor.position;
  if (cursor.enter(OPEN_BRACE, CLOSE_BRACE, 'an annotation')) {
    do {
      const key = cursor.key(ANNOTATION_KEYS);
      if (key === 0) image = readImageIdOrNothing(cursor);
      else if (key === 1) category = cursor.numberOrNothing();
      else if (key === 2) readBoxOrNothing(cursor, box);
      else if (key === 3) groupOf = cursor.flag();
      else cursor.skip();
    } while (cursor.more(CLOSE_BRACE));
  }
  const [x, y, width, height] = box;
  if (image === undefined || Number.isNaN(category + height))
    cursor.fail('this annotation lacks "image_id", "category_id" or "bbox".', start);
  builder.addBox(image, category, groupOf, x, y, x + width, y + height);
}

function parseCategory(cursor: JsonCursor, builder: OpenImagesTableBuilder): void {
  let id = NaN;
  let name: string | undefined;
  let label: string | undefined;
  const start = cursor.position;
  if (cursor.enter(OPEN_BRACE, CLOSE_BRACE, 'a category')) {
    do {
      const key = cursor.key(CATEGORY_KEYS);
      if (key === 0) id = cursor.numberOrNothing();
      else if (key === 1) name = textOrNothing(cursor);
      else if (key === 2) label = textOrNothing(cursor);
      else cursor.skip();
    } while (cursor.more(CLOSE_BRACE));
  }
  if (Number.isNaN(id) || name === undefined) cursor.fail('this category lacks "id" or "name".', start);
  builder.addCategory({ id, name, label: label ?? name });
}

function textOrNothing(cursor: JsonCursor): string | undefined {
  return cursor.nothing() ? undefined : cursor.string();
}

function readIds(cursor: JsonCursor): number[] {
  const ids: number[] = [];
  if (cursor.nothing() || !cursor.enter(OPEN_BRACKET, CLOSE_BRACKET, 'a list of category ids')) return ids;
  do ids.push(cursor.number());
  while (cursor.more(CLOSE_BRACKET));
  return ids;
}
