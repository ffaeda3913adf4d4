import path from 'node:path';

import type { ImageRecord } from '@ecm/core';
import { DataError } from '@ecm/core';
import sharp from 'sharp';

import type { ProblemLog } from '../annotations/data-report.js';
import { decodeImage } from '../loader/decode-image.js';
import { reasonOf } from '../node/reason-of.js';
import { verifyProblems } from './verify-problems.js';

/** Files that are looked at together. */
const TOGETHER = 8;

/** How thoroughly image files are checked. */
export interface VerifyImagesOptions {
  readonly imageRoot: string;
  /** Decode every picture in full; else only its header is read. */
  readonly decode: boolean;
  readonly maxPixels: number;
}

/** Checks that the files of images exist, can be decoded and have the size of their records. */
export async function verifyImages(images: Iterable<ImageRecord>, options: VerifyImagesOptions, log: ProblemLog): Promise<void> {
  const queue = images[Symbol.iterator]();
  const work = async () => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) await verifyImage(next.value, options, log);
  };
  await Promise.all(Array.from({ length: TOGETHER }, work));
}

async function verifyImage(image: ImageRecord, { imageRoot, decode, maxPixels }: VerifyImagesOptions, log: ProblemLog): Promise<void> {
  const file = path.resolve(imageRoot, image.fileName);
  try {
    const { width, height } = decode ? await decodeImage(file, maxPixels) : (await sharp(file).metadata()).autoOrient;
    if (width === image.width && height === image.height) return;
    log.note(verifyProblems.wrongSize, `${image.fileName}: ${width} x ${height}, the record says ${image.width} x ${image.height}`);
  } catch (cause) {
    const reason = cause instanceof DataError ? cause.message.slice(cause.file.length + 2) : reasonOf(cause);
    const missing = /missing/i.test(reason);
    log.note(missing ? verifyProblems.missingFile : verifyProblems.damagedFile, missing ? image.fileName : `${image.fileName}: ${reason}`);
  }
}
