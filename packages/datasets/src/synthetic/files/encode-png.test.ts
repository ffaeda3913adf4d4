import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { encodePng } from './encode-png.js';

describe('encodePng', () => {
  it('loses nothing and gives the same bytes for the same pixels', async () => {
    const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 37) % 256);
    const png = await encodePng(pixels, 8);
    expect(new Uint8Array(await sharp(png).raw().toBuffer())).toEqual(pixels);
    expect(await encodePng(pixels, 8)).toEqual(png);
  });
});
