import sharp from 'sharp';

/**
 * Encodes RGB pixels as PNG with fixed settings, so that equal pixels give equal bytes with the same version of sharp.
 *
 * @param pixels one byte per channel, [size, size, 3]
 */
export function encodePng(pixels: Uint8Array, size: number): Promise<Buffer> {
  return sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
    .png({ compressionLevel: 6, adaptiveFiltering: false, palette: false, progressive: false })
    .toBuffer();
}
