import sharp from 'sharp';
import { expect, it } from 'vitest';

import { jpegComponents } from './jpeg-components.js';

const picture = sharp({ create: { width: 4, height: 4, channels: 3, background: 'teal' } });

it('counts the components of a frame, also behind metadata and in progressive files', async () => {
  expect(jpegComponents(await picture.clone().jpeg().toBuffer())).toBe(3);
  expect(jpegComponents(await picture.clone().withMetadata({ orientation: 6 }).jpeg({ progressive: true }).toBuffer())).toBe(3);
  expect(jpegComponents(await picture.clone().toColourspace('b-w').jpeg().toBuffer())).toBe(1);
  expect(jpegComponents(await picture.clone().toColourspace('cmyk').jpeg().toBuffer())).toBe(4);
});

it('knows nothing of other files, and of those that are cut off', async () => {
  const jpeg = await picture.clone().jpeg().toBuffer();
  expect(jpegComponents(await picture.clone().png().toBuffer())).toBeUndefined();
  expect(jpegComponents(jpeg.subarray(0, 20))).toBeUndefined();
  expect(jpegComponents(new Uint8Array())).toBeUndefined();
  // Start, then a scan without a frame.
  expect(jpegComponents(Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 9, 9))).toBeUndefined();
});
