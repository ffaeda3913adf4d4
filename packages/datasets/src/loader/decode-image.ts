import { readFile } from 'node:fs/promises';

import { DataError } from '@ecm/core';
import sharp from 'sharp';

import { reasonOf } from '../node/reason-of.js';
import type { PixelSize } from '../transforms/resized-size.js';
import { inksToRgb } from './inks-to-rgb.js';
import { jpegComponents } from './jpeg-components.js';

/** A decoded picture: uint8 RGB [height, width, 3]. */
export interface Picture extends PixelSize {
  readonly pixels: Uint8Array;
}

/**
 * Decodes an image file to 8-bit RGB: turned as its EXIF orientation says, grey levels copied to three channels, transparency
 * and colour profile left out, inks (CMYK) as plain products, as OpenCV's colour mode does.
 *
 * @param maxPixels larger pictures are refused before they are decoded
 * @throws DataError if the file is missing, truncated, no picture or too large
 */
export async function decodeImage(file: string, maxPixels: number): Promise<Picture> {
  try {
    const bytes = await readFile(file);
    const inks = jpegComponents(bytes) === 4;
    const input = sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels, ignoreIcc: true, autoOrient: true });
    const colours = inks ? input.pipelineColourspace('cmyk').toColourspace('cmyk') : input.removeAlpha().toColourspace('srgb');
    const { data, info } = await colours.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    return { pixels: inks ? inksToRgb(data) : data, width: info.width, height: info.height };
  } catch (cause) {
    throw new DataError(file, '', `cannot be decoded: ${meaning(reasonOf(cause), maxPixels)}.`);
  }
}

function meaning(reason: string, maxPixels: number): string {
  if (reason.includes('ENOENT')) return 'the file is missing; check the image folder in the config';
  if (reason.includes('exceeds pixel limit')) return `it has more than ${maxPixels} pixels; raise maxPixels if it is genuine`;
  // Errors of the system, such as "EACCES: permission denied".
  if (/^E[A-Z]+:/u.test(reason)) return reason;
  return `${reason}; the file is damaged or not a picture`;
}
