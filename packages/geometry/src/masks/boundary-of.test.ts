import { readFileSync } from 'node:fs';

import type { RunLengthMask } from '@ecm/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeMask, encodeMask } from './bitmap.js';
import { boundaryDistance, boundaryOf } from './boundary-of.js';
import { maskArea } from './mask-area.js';
import { maskIou } from './mask-iou.js';
import { runLengthsFromString, runLengthsToString } from './run-length-string.js';
import { segmentationToMask } from './segmentation-to-mask.js';

interface BoundaryCase {
  readonly h: number;
  readonly w: number;
  readonly dilation_ratio: number;
  readonly d: number;
  readonly mask: string;
  readonly boundary: string;
}

const cases = JSON.parse(
  readFileSync(new URL('../../../testing/goldens/evaluation/rle/boundary.json', import.meta.url), 'utf8'),
) as BoundaryCase[];

const square = (x: number, y: number, side: number): RunLengthMask => segmentationToMask([[x, y, side, side]], 100, 100);

describe('boundaryOf', () => {
  it('agrees with boundary-iou-api on all golden masks', () => {
    expect(cases.length).toBeGreaterThan(0);
    for (const { h, w, dilation_ratio, d, mask, boundary } of cases) {
      expect(boundaryDistance(h, w, dilation_ratio)).toBe(d);
      const found = boundaryOf({ height: h, width: w, counts: runLengthsFromString(mask) }, dilation_ratio);
      expect(runLengthsToString(found.counts)).toBe(boundary);
    }
  });

  // d = 3 in 100 × 100; the arithmetic is area minus eroded area.
  it.each([
    ['a square of side 40 away from the border', square(30, 30, 40), 1600 - 34 * 34],
    ['a square of side 30 in the corner', square(0, 0, 30), 900 - 24 * 24],
    ['the whole image', square(0, 0, 100), 10000 - 94 * 94],
    ['a square of side 5', square(50, 50, 5), 25],
    ['a square of side 6', square(50, 50, 6), 36],
    ['nothing', square(0, 0, 0), 0],
  ])('of %s', (_, mask, area) => {
    expect(maskArea(boundaryOf(mask))).toBe(area);
  });

  it('separates squares that differ by a shift: 1440 / 1760 and 216 / 672', () => {
    const [a, b] = [square(20, 20, 40), square(24, 20, 40)];
    expect(maskIou(a, b)).toBe(1440 / 1760);
    expect(maskIou(boundaryOf(a), boundaryOf(b))).toBe(216 / 672);
  });

  it('rounds half a pixel to even: 0.02 · 125 = 2.5 gives 2, 0.02 · 175 = 3.5 gives 4', () => {
    expect(boundaryDistance(75, 100)).toBe(2);
    expect(boundaryDistance(105, 140)).toBe(4);
    expect(boundaryDistance(1, 1)).toBe(1);
  });

  it('holds the pixels without a full square around them', () => {
    const scene = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([h, w]) =>
      fc.record({
        h: fc.constant(h),
        w: fc.constant(w),
        // Mostly set, so that something survives.
        pixels: fc
          .array(fc.boolean(), { minLength: h * w, maxLength: h * w })
          .map((list) => Uint8Array.from(list, (v, i) => (v || i % 5 > 0 ? 1 : 0))),
        ratio: fc.constantFrom(0.02, 0.1, 0.2),
      }),
    );
    fc.assert(
      fc.property(scene, ({ h, w, pixels, ratio }) => {
        const d = boundaryDistance(h, w, ratio);
        const set = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < w && y < h && pixels[y * w + x] === 1;
        const expected = pixels.map((value, i) => {
          for (let dy = -d; dy <= d; dy++) for (let dx = -d; dx <= d; dx++) if (!set((i % w) + dx, Math.floor(i / w) + dy)) return value;
          return 0;
        });
        expect(decodeMask(boundaryOf(encodeMask(pixels, h, w), ratio))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
