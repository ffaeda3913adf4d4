import { describe, expect, it } from 'vitest';

import { contactSheet } from './contact-sheet.js';
import { encodePicture, readPicture } from './picture-files.js';
import { Raster } from './raster.js';

const plain = (width: number, height: number, value: number): Raster =>
  new Raster(width, height, new Uint8Array(width * height * 3).fill(value));

describe('contactSheet', () => {
  it('fits every picture into its cell', async () => {
    const sheet = await contactSheet([{ picture: plain(20, 10, 50) }, { picture: plain(10, 20, 80) }, { picture: plain(10, 10, 0) }], {
      columns: 2,
      cell: 40,
    });
    expect([sheet.width, sheet.height]).toEqual([98, 98]);
    const value = (x: number, y: number): number => sheet.pixels[(y * 98 + x) * 3];
    // Centres of the cells, and above the first picture, which is wider than high.
    expect([value(26, 26), value(72, 26), value(26, 72), value(72, 72), value(26, 10)]).toEqual([50, 80, 0, 255, 255]);
  });

  it('makes room for captions', async () => {
    const sheet = await contactSheet([{ picture: plain(10, 10, 0), caption: 'a long caption that does not fit' }], {
      columns: 3,
      cell: 60,
    });
    expect([sheet.width, sheet.height]).toEqual([72, 94]);
  });
});

describe('picture files', () => {
  it('give back the pixels they were given', async () => {
    const picture = new Raster(2, 1, Uint8Array.of(1, 2, 3, 250, 251, 252));
    expect(await readPicture(await encodePicture(picture))).toEqual(picture);
  });

  it('name the file that cannot be decoded', async () => {
    await expect(readPicture('/nowhere/picture.png')).rejects.toThrow('/nowhere/picture.png: There is no such image file.');
    await expect(readPicture(Uint8Array.of(1, 2, 3))).rejects.toThrow(/^image: The image cannot be decoded/);
  });
});
