import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { decodeImage } from './decode-image.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ecm-decode-'));
});
afterAll(() => rm(folder, { recursive: true }));

const decode = (name: string) => decodeImage(path.join(folder, name), 1000);

describe('decodeImage', () => {
  // A 3 x 2 picture of six levels of red; OpenCV and PIL turn it by the EXIF orientation (evaluation-and-data.md 9.3).
  it.each([
    [1, 3, [10, 20, 30, 40, 50, 60]],
    [2, 3, [30, 20, 10, 60, 50, 40]],
    [3, 3, [60, 50, 40, 30, 20, 10]],
    [4, 3, [40, 50, 60, 10, 20, 30]],
    [5, 2, [10, 40, 20, 50, 30, 60]],
    [6, 2, [40, 10, 50, 20, 60, 30]],
    [7, 2, [60, 30, 50, 20, 40, 10]],
    [8, 2, [30, 60, 20, 50, 10, 40]],
  ])('turns a picture of EXIF orientation %i', async (orientation, width, expected) => {
    const levels = Uint8Array.from([10, 20, 30, 40, 50, 60].flatMap((red) => [red, 0, 0]));
    const name = `${orientation}.png`;
    await sharp(levels, { raw: { width: 3, height: 2, channels: 3 } })
      .withMetadata({ orientation })
      .toFile(path.join(folder, name));
    const picture = await decode(name);
    expect([picture.width, picture.height]).toEqual([width, 6 / width]);
    expect(Array.from({ length: 6 }, (_, i) => picture.pixels[i * 3])).toEqual(expected);
  });

  it('copies grey levels to three channels, also of 16-bit files', async () => {
    const grey = sharp(Uint8Array.of(7, 200), { raw: { width: 2, height: 1, channels: 1 } });
    await grey.clone().toColourspace('b-w').png().toFile(path.join(folder, 'grey.png'));
    await grey.clone().toColourspace('grey16').png().toFile(path.join(folder, 'deep.png'));
    for (const name of ['grey.png', 'deep.png']) expect([...(await decode(name)).pixels]).toEqual([7, 7, 7, 200, 200, 200]);
  });

  it('leaves transparency out and keeps the colour beneath', async () => {
    await sharp(Uint8Array.of(9, 8, 7, 0), { raw: { width: 1, height: 1, channels: 4 } }).toFile(path.join(folder, 'clear.png'));
    expect([...(await decode('clear.png')).pixels]).toEqual([9, 8, 7]);
  });

  it('mixes inks as OpenCV does', async () => {
    // 16 x 8 pixels: inks 200, 100, 50, 30 at the left and 10, 240, 90, 0 at the right; written by Pillow 13.0.0, quality 95.
    const inks =
      '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgA' +
      'CAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGh' +
      'CCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqy' +
      's7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD8269sr9NK/YSv6+K/nPr5fr3iv//Z';
    await writeFile(path.join(folder, 'inks.jpg'), Buffer.from(inks, 'base64'));
    const { pixels, width, height } = await decode('inks.jpg');
    expect([width, height]).toEqual([16, 8]);
    // What cv2.imread of OpenCV 4.10 gives.
    expect([...pixels.subarray(0, 3)]).toEqual([50, 138, 182]);
    expect([...pixels.subarray(pixels.length - 3)]).toEqual([246, 16, 166]);
  });

  it('cuts 16-bit colours to their upper bytes', async () => {
    const deep = Uint16Array.of(0x12ff, 0x8000, 0xff01);
    const raw = { width: 1, height: 1, channels: 3 } as const;
    await sharp(deep, { raw: { ...raw } })
      .toColourspace('rgb16')
      .png()
      .toFile(path.join(folder, 'deep-colours.png'));
    expect([...(await decode('deep-colours.png')).pixels]).toEqual([0x12, 0x80, 0xff]);
  });

  it('says what is wrong with a file', async () => {
    const message = (name: string) => decode(name).catch((cause: unknown) => (cause as Error).message.replace(folder, ''));
    expect(await message('none.png')).toBe('/none.png: cannot be decoded: the file is missing; check the image folder in the config.');
    expect(await message('')).toBe(': cannot be decoded: EISDIR: illegal operation on a directory.');
    await writeFile(path.join(folder, 'empty.jpg'), '');
    expect(await message('empty.jpg')).toMatch(/^\/empty\.jpg: cannot be decoded: .*; the file is damaged or not a picture\.$/u);
  });
});
