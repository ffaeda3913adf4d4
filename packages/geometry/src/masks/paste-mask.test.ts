import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeMask, encodeMask } from './bitmap.js';
import { maskArea } from './mask-area.js';
import { pasteMask, pasteProbabilities } from './paste-mask.js';

interface PasteCase {
  readonly value: { sum: number; min: number; max: number; probes: number[] };
  readonly counts: number[];
  readonly area: number;
  readonly nearThreshold: number;
}

const golden = JSON.parse(readFileSync(new URL('../../../testing/goldens/detectors/ops/mask_paste.json', import.meta.url), 'utf8')) as {
  maskValues: number[][];
  boxes: number[][];
  image: [number, number];
  threshold: number;
  results: PasteCase[];
};

/** Pixels that differ. */
const difference = (a: Uint8Array, b: Uint8Array): number => a.reduce((sum, value, i) => sum + (value === b[i] ? 0 : 1), 0);

describe('pasteMask agrees with mmdetection', () => {
  const [height, width] = golden.image;

  it.each(golden.results.map((result, i) => ({ box: golden.boxes[i], map: golden.maskValues[i], result })))(
    'on box $box',
    ({ box, map, result }) => {
      const probabilities = Float32Array.from(map);
      const mask = pasteMask(probabilities, { box: Float32Array.from(box), height, width }, golden.threshold);
      const expected = decodeMask({ height, width, counts: Uint32Array.from(result.counts) });
      expect(difference(decodeMask(mask), expected)).toBeLessThanOrEqual(result.nearThreshold);

      const values = pasteProbabilities(probabilities, { box: Float32Array.from(box), height, width });
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(result.value.sum, 3);
      // Probe k lies in part k of 32 equal parts, at k · 7919 modulo the part's length (detector goldens, README section 3).
      const part = (height * width) / result.value.probes.length;
      result.value.probes.forEach((probe, k) => {
        expect(Math.abs(values[k * part + ((k * 7919) % part)] - probe)).toBeLessThanOrEqual(1e-5 + 1e-4 * Math.abs(probe));
      });
    },
  );
});

describe('pasteMask', () => {
  // Specification, check C-34.
  const map = Float32Array.of(0.2, 0.9, 0.6, 0.4);
  const place = { box: [1, 1, 5, 4], height: 6, width: 7 };

  it('interpolates a 2 × 2 map', () => {
    const expected = [
      [0.008333, 0.025, 0.0625, 0.120833, 0.1125, 0.0375, 0],
      [0.041667, 0.125, 0.3125, 0.604167, 0.5625, 0.1875, 0],
      [0.1, 0.3, 0.4625, 0.5875, 0.4875, 0.1625, 0],
      [0.125, 0.375, 0.458333, 0.375, 0.25, 0.083333, 0],
      [0.025, 0.075, 0.091667, 0.075, 0.05, 0.016667, 0],
      [0, 0, 0, 0, 0, 0, 0],
    ].flat();
    pasteProbabilities(map, place).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 5);
    });
    const pixels = decodeMask(pasteMask(map, place));
    expect([...pixels.keys()].filter((i) => pixels[i] === 1).map((i) => [Math.floor(i / 7), i % 7])).toEqual([
      [1, 3],
      [1, 4],
      [2, 3],
    ]);
  });

  it('shows the middle of the map on an axis without extent', () => {
    const mask = pasteMask(new Float32Array(4).fill(1), { box: [3, 1, 3, 5], height: 6, width: 7 });
    expect(maskArea(mask)).toBe(7 * 4);
  });

  it('gives nothing for a box outside the image', () => {
    for (const box of [
      [20, 0, 30, 5],
      [-20, 0, -10, 5],
      [0, 50, 5, 60],
    ]) {
      expect([...pasteMask(new Float32Array(4).fill(1), { box, height: 6, width: 7 }).counts]).toEqual([42]);
    }
  });

  it('thresholds the values of the whole image', () => {
    const corner = fc.double({ min: -20, max: 40, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
        fc.tuple(corner, corner, corner, corner),
        fc.constantFrom(0.5, 0.3, 0.05, 0.9),
        (list, box, threshold) => {
          const probabilities = Float32Array.from(list);
          const values = pasteProbabilities(probabilities, { box, height: 15, width: 17 });
          const expected = encodeMask(
            Uint8Array.from(values, (value) => (value >= threshold ? 1 : 0)),
            15,
            17,
          );
          // Values are rounded to float32, the mask compares in double precision: leave out ties.
          fc.pre(values.every((value) => Math.abs(value - threshold) > 1e-6));
          expect(pasteMask(probabilities, { box, height: 15, width: 17 }, threshold)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('sets no pixel further than one pixel from the box', () => {
    const corner = fc.double({ min: 0, max: 14, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(corner, corner, corner, corner), ([x, y, u, v]) => {
        fc.pre(x !== u && y !== v);
        const box = [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];
        const pixels = decodeMask(pasteMask(new Float32Array(784).fill(1), { box, height: 15, width: 17 }));
        pixels.forEach((pixel, i) => {
          const [column, row] = [i % 17, Math.floor(i / 17)];
          const near = column >= box[0] - 1 && column <= box[2] + 1 && row >= box[1] - 1 && row <= box[3] + 1;
          expect(pixel === 0 || near).toBe(true);
        });
      }),
    );
  });

  it('refuses a map that is not square', () => {
    expect(() => pasteMask(new Float32Array(6), place)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: pasteMask: probabilities must be a square map, but is [6].]`,
    );
  });
});
