import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { paddedSide, resizedSize } from './resized-size.js';

interface SizeCase {
  readonly w: number;
  readonly h: number;
  readonly scale: readonly [number, number];
  readonly mmcv_new_wh: readonly [number, number];
}

const golden = new URL('../../../testing/goldens/evaluation/transforms.json', import.meta.url);
const { resize_shape: cases } = JSON.parse(readFileSync(golden, 'utf8')) as { resize_shape: readonly SizeCase[] };

describe('resizedSize', () => {
  it('equals mmcv in all cases of the golden evaluation/transforms.json', () => {
    for (const { w, h, scale, mmcv_new_wh: expected } of cases) {
      const size = resizedSize({ width: w, height: h }, { shortSide: Math.min(...scale), longSide: Math.max(...scale) });
      expect([size.width, size.height], `${w} x ${h} to ${scale.join(', ')}`).toEqual(expected);
    }
    expect(cases.length).toBeGreaterThan(0);
  });

  // detectors.md, check C-56: image, size for 640, size for 800, padded size for 800 (all width x height).
  it.each([
    [640, 480, 853, 640, 1067, 800, 1088, 800],
    [427, 640, 640, 959, 800, 1199, 800, 1216],
    [640, 426, 962, 640, 1202, 800, 1216, 800],
    [333, 500, 640, 961, 800, 1201, 800, 1216],
    [1920, 1080, 1138, 640, 1333, 750, 1344, 768],
    [640, 361, 1135, 640, 1333, 752, 1344, 768],
    [100, 1000, 133, 1333, 133, 1333, 160, 1344],
  ])('gives the sizes of check C-56 for %i x %i', (width, height, ...expected) => {
    const [small, large] = [640, 800].map((shortSide) => resizedSize({ width, height }, { shortSide, longSide: 1333 }));
    const padded = [paddedSide(large.width, 32), paddedSide(large.height, 32)];
    expect([small.width, small.height, large.width, large.height, ...padded]).toEqual(expected);
  });
});
