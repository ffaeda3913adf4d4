import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeMask, encodeMask } from './bitmap.js';
import { maskArea } from './mask-area.js';
import { maskBox } from './mask-box.js';
import { intersectionArea, maskIou, maskIouMatrix } from './mask-iou.js';
import { intersectMasks, uniteMasks } from './merge-masks.js';
import { runLengthsFromString, runLengthsToString } from './run-length-string.js';

interface MaskCase {
  readonly h: number;
  readonly w: number;
  readonly rles: string[];
  readonly counts: number[][];
  readonly area: number[];
  readonly bbox: number[][];
  readonly union: string;
  readonly intersect: string;
  readonly iou_of_first_with_rest: number[];
  readonly iscrowd_of_rest: number[];
}

const cases = JSON.parse(
  readFileSync(new URL('../../../testing/goldens/evaluation/rle/encode_merge_iou.json', import.meta.url), 'utf8'),
) as MaskCase[];
const masksOf = ({ h, w, rles }: MaskCase) => rles.map((text) => ({ height: h, width: w, counts: runLengthsFromString(text) }));

/** Two masks of one size. */
const twoMasks = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([height, width]) => {
  const mask = fc
    .uint8Array({ min: 0, max: 1, minLength: height * width, maxLength: height * width })
    .map((pixels) => encodeMask(pixels, height, width));
  return fc.tuple(mask, mask);
});

describe('masks agree with pycocotools', () => {
  it('has golden cases', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  it.each(cases.map((golden, index) => ({ index, golden })))('case $index', ({ golden }) => {
    const masks = masksOf(golden);
    expect(masks.map(({ counts }) => [...counts])).toEqual(golden.counts);
    expect(masks.map((mask) => runLengthsToString(encodeMask(decodeMask(mask), golden.h, golden.w).counts))).toEqual(golden.rles);
    expect(masks.map(maskArea)).toEqual(golden.area);
    expect(masks.map((mask) => [...maskBox(mask)])).toEqual(golden.bbox);
    expect(runLengthsToString(uniteMasks(masks).counts)).toBe(golden.union);
    expect(runLengthsToString(intersectMasks(masks).counts)).toBe(golden.intersect);
    const overlaps = maskIouMatrix(masks.slice(0, 1), masks.slice(1), Uint8Array.from(golden.iscrowd_of_rest));
    expect([...overlaps]).toEqual(golden.iou_of_first_with_rest);
  });
});

describe('bitmaps', () => {
  it('reads pixels column by column', () => {
    // 4 × 3 with (row 3, column 0) and (row 0, column 1): one run of two pixels across the columns.
    const pixels = Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
    const mask = encodeMask(pixels, 4, 3);
    expect([...mask.counts]).toEqual([3, 2, 7]);
    expect(maskBox(mask)).toEqual([0, 0, 2, 4]);
    expect(decodeMask(mask)).toEqual(pixels);
  });

  it('starts with a run of zeros even if it is empty', () => {
    expect([...encodeMask(new Uint8Array(12).fill(255), 3, 4).counts]).toEqual([0, 12]);
    expect([...encodeMask(new Uint8Array(12), 3, 4).counts]).toEqual([12]);
  });

  it('gives an empty box for an empty mask and for runs of length 0', () => {
    expect(maskBox({ height: 3, width: 4, counts: Uint32Array.of(12) })).toEqual([0, 0, 0, 0]);
    expect(maskBox({ height: 3, width: 4, counts: Uint32Array.of(5, 0, 7) })).toEqual([0, 0, 0, 0]);
  });

  it('refuses pixels that do not fit the size', () => {
    expect(() => encodeMask(new Uint8Array(5), 2, 3)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: encodeMask: pixels must be height · width = 6 long, but is [5].]`,
    );
  });
});

describe('algebra of masks', () => {
  it('unites and intersects as pixels do', () => {
    fc.assert(
      fc.property(twoMasks, ([a, b]) => {
        const [pixelsA, pixelsB] = [decodeMask(a), decodeMask(b)];
        expect(uniteMasks([a, b])).toEqual(
          encodeMask(
            pixelsA.map((v, i) => v | pixelsB[i]),
            a.height,
            a.width,
          ),
        );
        expect(intersectMasks([a, b])).toEqual(
          encodeMask(
            pixelsA.map((v, i) => v & pixelsB[i]),
            a.height,
            a.width,
          ),
        );
      }),
    );
  });

  it('counts |A| + |B| = |A ∪ B| + |A ∩ B|', () => {
    fc.assert(
      fc.property(twoMasks, ([a, b]) => {
        const common = maskArea(intersectMasks([a, b]));
        expect(intersectionArea(a.counts, b.counts)).toBe(common);
        expect(maskArea(a) + maskArea(b)).toBe(maskArea(uniteMasks([a, b])) + common);
      }),
    );
  });

  it('has a symmetric IoU between 0 and 1 that is 1 for a mask with itself', () => {
    fc.assert(
      fc.property(twoMasks, ([a, b]) => {
        const overlap = maskIou(a, b);
        expect(overlap).toBe(maskIou(b, a));
        expect(overlap).toBeGreaterThanOrEqual(0);
        expect(overlap).toBeLessThanOrEqual(1);
        expect(maskIou(a, b, true)).toBeGreaterThanOrEqual(overlap);
        expect(maskIou(a, a)).toBe(maskArea(a) > 0 ? 1 : 0);
      }),
    );
  });

  it('refuses masks of different sizes and an empty list', () => {
    const [a, b] = [encodeMask(new Uint8Array(6), 2, 3), encodeMask(new Uint8Array(6), 3, 2)];
    expect(() => maskIou(a, b)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: maskIou: detection must be of size [3, 2] as the ground truth, but is [2, 3].]`,
    );
    expect(() => uniteMasks([a, b])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: uniteMasks: mask must be of size [2, 3] as the first one, but is [3, 2].]`,
    );
    expect(() => intersectMasks([])).toThrowErrorMatchingInlineSnapshot(
      `[UserError: intersectMasks needs at least one mask, but the list is empty.]`,
    );
  });
});
