import { parsePlainOrGzip } from '../node/file-source.js';
import type { JsonCursor } from '../reading/json-cursor.js';
import { KeyTable } from '../reading/key-table.js';
import { SectionParser } from '../reading/section-parser.js';
import { readCsv } from './read-csv.js';
import { readImageId } from './read-image-id.js';

/** Width and height of images in pixels, by their ids. */
export type ImageSizes = ReadonlyMap<string, readonly [width: number, height: number]>;

const KEYS = new KeyTable(['id', 'width', 'height']);

/** Reads sizes from csv (ImageID, width, height), or from the images of an annotation file in JSON. @throws DataError if one is missing */
export async function readImageSizes(file: string): Promise<ImageSizes> {
  const sizes = new Map<string, readonly [number, number]>();
  if (/\.json(\.gz)?$/iu.test(file)) {
    const images = {
      parse: (cursor: JsonCursor) => {
        const [id, width, height] = parseImage(cursor);
        sizes.set(id, [width, height]);
      },
    };
    await parsePlainOrGzip(file, new SectionParser(new KeyTable(['images']), [images]));
    return sizes;
  }
  await readCsv(file, ['ImageID', 'width', 'height'], (row) => {
    sizes.set(row.text(0), [row.number(1), row.number(2)]);
  });
  return sizes;
}

function parseImage(cursor: JsonCursor): [id: string, width: number, height: number] {
  let id: string | undefined;
  let [width, height] = [NaN, NaN];
  const start = cursor.position;
  if (cursor.enter(123, 125, 'an image')) {
    do {
      const key = cursor.key(KEYS);
      if (key === 0) id = String(readImageId(cursor));
      else if (key === 1) width = cursor.number();
      else if (key === 2) height = cursor.number();
      else cursor.skip();
    } while (cursor.more(125));
  }
  if (id === undefined || Number.isNaN(width + height)) cursor.fail('this image lacks "id", "width" or "height".', start);
  return [id, width, height];
}
