import { readFileSync } from 'node:fs';

import { formulaUnits, probeIndices } from '@ecm/testing';
import { describe, expect, it } from 'vitest';

import { resizePixels } from './resize-pixels.js';

interface ResizeGolden {
  readonly cases: readonly { readonly size: readonly [number, number]; readonly bilinear: { sum: number; probes: readonly number[] } }[];
}

const goldens = new URL('../../../testing/goldens/detectors/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, goldens), 'utf8'));

describe('resizePixels', () => {
  it('is within one level of OpenCV at all probes of the golden ops/resize.json', () => {
    const { setSeed } = read('formula.json') as { setSeed: number };
    const unit = formulaUnits('img.u8', setSeed);
    const pixels = Uint8Array.from({ length: 37 * 29 * 3 }, (_, i) => Math.floor(unit(i) * 256));
    const { cases } = read('ops/resize.json') as ResizeGolden;
    for (const { size, bilinear } of cases) {
      const [height, width] = size;
      const resized = resizePixels(pixels, { height: 37, width: 29 }, { height, width });
      const probes = probeIndices(resized.length, bilinear.probes.length).map((index) => resized[index]);
      const worst = Math.max(...probes.map((level, i) => Math.abs(level - bilinear.probes[i])));
      expect(worst, `${height} x ${width}`).toBeLessThanOrEqual(1);
      // About 0.3 % of the values are off by one level; 1 % of them all would be noticed here.
      expect(Math.abs(resized.reduce((sum, level) => sum + level, 0) - bilinear.sum)).toBeLessThan(resized.length / 100);
    }
    expect(cases.length).toBeGreaterThan(0);
  });

  it('gives the levels of check C-57', () => {
    // detectors.md, C-57: 4 x 3 to 6 x 5 (width x height).
    const grey = [0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200, 220];
    const pixels = Uint8Array.from(grey.flatMap((level) => [level, 255 - level, 7]));
    const resized = resizePixels(pixels, { height: 3, width: 4 }, { height: 5, width: 6 });
    const red = Array.from({ length: 30 }, (_, i) => resized[i * 3]);
    expect(red).toEqual(
      [
        [0, 10, 23, 37, 50, 60],
        [32, 42, 55, 69, 82, 92],
        [80, 90, 103, 117, 130, 140],
        [128, 138, 151, 165, 178, 188],
        [160, 170, 183, 197, 210, 220],
      ].flat(),
    );
    expect(Array.from({ length: 30 }, (_, i) => resized[i * 3 + 2])).toEqual(new Array(30).fill(7));
  });

  it('handles single rows and columns, and keeps pictures of the wanted size', () => {
    const one = Uint8Array.of(9, 8, 7);
    expect(resizePixels(one, { height: 1, width: 1 }, { height: 2, width: 2 })).toEqual(Uint8Array.of(9, 8, 7, 9, 8, 7, 9, 8, 7, 9, 8, 7));
    expect(resizePixels(one, { height: 1, width: 1 }, { height: 1, width: 1 })).toBe(one);
  });

  it('refuses pixels of another size', () => {
    expect(() => resizePixels(new Uint8Array(5), { height: 1, width: 2 }, { height: 1, width: 1 })).toThrow(
      'resizePixels: pixels must be height · width · 3 = 6 long, but is [5].',
    );
  });
});
