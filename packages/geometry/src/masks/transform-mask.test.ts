import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeMask, encodeMask } from './bitmap.js';
import { cropMask, flipMask, padMask, resizeMask } from './transform-mask.js';

const scene = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([h, w]) =>
  fc.record({
    h: fc.constant(h),
    w: fc.constant(w),
    pixels: fc.uint8Array({ min: 0, max: 1, minLength: h * w, maxLength: h * w }),
  }),
);

/** A picture given by a function of column and row. */
const draw = (height: number, width: number, at: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from({ length: height * width }, (_, i) => at(i % width, Math.floor(i / width)));

interface ResizeCase {
  readonly src_hw: [number, number];
  readonly dst_hw: [number, number];
  readonly mask: number[][];
  readonly nearest: number[][];
}

describe('resizeMask', () => {
  const { cv2_resize: cases } = JSON.parse(
    readFileSync(new URL('../../../testing/goldens/evaluation/transforms.json', import.meta.url), 'utf8'),
  ) as { cv2_resize: ResizeCase[] };

  it.each(cases)('agrees with OpenCV from $src_hw to $dst_hw', ({ src_hw, dst_hw, mask, nearest }) => {
    const resized = resizeMask(encodeMask(Uint8Array.from(mask.flat()), ...src_hw), ...dst_hw);
    expect([...decodeMask(resized)]).toEqual(nearest.flat());
  });

  it('takes each pixel from ⌊i · (1 / (new / old))⌋', () => {
    const size = fc.integer({ min: 1, max: 25 });
    fc.assert(
      fc.property(scene, size, size, ({ h, w, pixels }, height, width) => {
        const source = (i: number, from: number, to: number): number => Math.min(Math.floor(i * (1 / (to / from))), from - 1);
        const expected = draw(height, width, (x, y) => pixels[source(y, h, height) * w + source(x, w, width)]);
        expect(decodeMask(resizeMask(encodeMask(pixels, h, w), height, width))).toEqual(expected);
      }),
    );
  });
});

describe('flipMask', () => {
  it('reverses the columns', () => {
    fc.assert(
      fc.property(scene, ({ h, w, pixels }) => {
        const mask = encodeMask(pixels, h, w);
        const flipped = flipMask(mask);
        expect(decodeMask(flipped)).toEqual(draw(h, w, (x, y) => pixels[y * w + w - 1 - x]));
        expect(flipMask(flipped)).toEqual(mask);
      }),
    );
  });
});

describe('cropMask and padMask', () => {
  it('show what the window shows, and nothing outside the mask', () => {
    const offset = fc.integer({ min: -10, max: 10 });
    const size = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(scene, offset, offset, size, size, ({ h, w, pixels }, left, top, height, width) => {
        const inside = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < w && y < h;
        const expected = draw(height, width, (x, y) => (inside(x + left, y + top) ? pixels[(y + top) * w + x + left] : 0));
        expect(decodeMask(cropMask(encodeMask(pixels, h, w), { x: left, y: top, height, width }))).toEqual(expected);
      }),
    );
  });

  it('undo each other', () => {
    fc.assert(
      fc.property(scene, ({ h, w, pixels }) => {
        const mask = encodeMask(pixels, h, w);
        expect(cropMask(padMask(mask, h + 3, w + 2), { x: 0, y: 0, height: h, width: w })).toEqual(mask);
      }),
    );
  });
});
