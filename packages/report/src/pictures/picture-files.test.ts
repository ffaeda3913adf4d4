import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import sharp from 'sharp';
import { expect, it } from 'vitest';

import { readPicture } from './picture-files.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-pictures-'));

it('makes large pictures smaller on the way in, and leaves others as they are', async () => {
  const file = path.join(folder, 'wide.png');
  await sharp({ create: { width: 40, height: 10, channels: 3, background: '#010203' } }).toFile(file);
  const sizeWithin = async (maxSide?: number): Promise<number[]> => {
    const { width, height } = await readPicture(file, maxSide === undefined ? {} : { maxSide });
    return [width, height];
  };
  expect(await sizeWithin()).toEqual([40, 10]);
  expect(await sizeWithin(100)).toEqual([40, 10]);
  expect(await sizeWithin(20)).toEqual([20, 5]);
  expect([...(await readPicture(file, { maxSide: 20 })).pixels.subarray(0, 3)]).toEqual([1, 2, 3]);
});

it('tells a missing file from a damaged one', async () => {
  await expect(readPicture(path.join(folder, 'gone.png'))).rejects.toThrow('gone.png: There is no such image file.');
  writeFileSync(path.join(folder, 'damaged.png'), 'no picture');
  await expect(readPicture(path.join(folder, 'damaged.png'))).rejects.toThrow(/damaged\.png: The image cannot be decoded \(.+\)\./u);
});
