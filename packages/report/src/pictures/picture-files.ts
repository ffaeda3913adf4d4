import { DataError } from '@ecm/core';
import sharp from 'sharp';

import { Raster } from './raster.js';

/**
 * Reads an image file, turned as its orientation tag says, transparent parts white.
 *
 * @param source path, or the bytes of the file
 * @param maxSide pictures with a longer side are made smaller while they are decoded
 * @throws DataError if it is missing or cannot be decoded
 */
export async function readPicture(source: string | Uint8Array, { maxSide }: { readonly maxSide?: number } = {}): Promise<Raster> {
  try {
    const whole = sharp(source).rotate().flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha();
    const image = maxSide === undefined ? whole : whole.resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true });
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    return new Raster(info.width, info.height, new Uint8Array(data.buffer, data.byteOffset, data.length));
  } catch (error) {
    const file = typeof source === 'string' ? source : 'image';
    const reason = error instanceof Error ? error.message : String(error);
    if (reason.startsWith('Input file is missing')) throw new DataError(file, '', 'There is no such image file.');
    throw new DataError(file, '', `The image cannot be decoded (${reason}).`);
  }
}

/** @returns the picture as bytes of a PNG file */
export function encodePicture({ width, height, pixels }: Raster): Promise<Buffer> {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Changes the size of a picture: smoothly, without ringing when it grows. */
export async function resizePicture({ width, height, pixels }: Raster, newWidth: number, newHeight: number): Promise<Raster> {
  if (newWidth === width && newHeight === height) return new Raster(width, height, Uint8Array.from(pixels));
  const kernel = newWidth > width ? 'cubic' : 'lanczos3';
  const data = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(newWidth, newHeight, { fit: 'fill', kernel })
    .raw()
    .toBuffer();
  return new Raster(newWidth, newHeight, new Uint8Array(data.buffer, data.byteOffset, data.length));
}
