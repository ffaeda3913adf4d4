import path from 'node:path';

import sharp from 'sharp';

import type { ProblemKind, ProblemLog } from '../annotations/data-report.js';
import { reasonOf } from '../node/reason-of.js';
import { csvNumber, readCsv } from './read-csv.js';

/** Width and height of images in pixels, by their ids. */
export type ImageSizes = ReadonlyMap<string, readonly [width: number, height: number]>;

const unreadable: ProblemKind = {
  kind: 'unreadable-image',
  action: 'skipped',
  meaning: 'The size of an image cannot be read from its file; the image and its boxes are left out.',
};

/** Reads sizes from csv: ImageID, width, height. @throws DataError if a column or a number is missing */
export async function readImageSizes(file: string): Promise<ImageSizes> {
  const sizes = new Map<string, readonly [number, number]>();
  await readCsv(file, ['ImageID', 'width', 'height'], (row) => {
    sizes.set(row['ImageID'], [csvNumber(row, 'width'), csvNumber(row, 'height')]);
  });
  return sizes;
}

/** Reads sizes from the headers of image files. @param pathOf path of an image below the folder */
export async function measureImages(
  ids: Iterable<string>,
  { folder, pathOf }: { folder: string; pathOf: (id: string) => string },
  log: ProblemLog,
): Promise<ImageSizes> {
  const sizes = new Map<string, readonly [number, number]>();
  const queue = ids[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      try {
        const { autoOrient } = await sharp(path.join(folder, pathOf(next.value))).metadata();
        sizes.set(next.value, [autoOrient.width, autoOrient.height]);
      } catch (cause) {
        log.note(unreadable, `${pathOf(next.value)}: ${reasonOf(cause)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return sizes;
}
