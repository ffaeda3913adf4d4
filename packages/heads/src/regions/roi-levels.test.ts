import fc from 'fast-check';
import { expect, it } from 'vitest';

import { roiLevels } from './roi-levels.js';

const square = (side: number) => [0, 0, side, side];

// Specification, check C-32.
it('follows the size of regions', () => {
  const sides = [0, 10, 56, 111.999, 112, 223.99, 224, 447.9, 448, 1000];
  const boxes = Float32Array.from([...sides.flatMap(square), 0, 0, 300, 41.8]);
  expect([...roiLevels(boxes, { finestScale: 56, levels: 4 })]).toEqual([0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 0]);
});

// The mini world splits its three levels at 44 and 88 pixels.
it('splits at twice and four times the finest scale', () => {
  const boxes = Float32Array.from([43.9, 44, 87.9, 88, 500].flatMap(square));
  expect([...roiLevels(boxes, { finestScale: 22, levels: 3 })]).toEqual([0, 1, 1, 2, 2]);
});

it('never goes down when a region grows', () => {
  fc.assert(
    fc.property(fc.float({ min: 0, max: 2000, noNaN: true }), fc.float({ min: 0, max: 2000, noNaN: true }), (a, b) => {
      const levels = roiLevels(Float32Array.from([...square(Math.min(a, b)), ...square(Math.max(a, b))]), { finestScale: 56, levels: 4 });
      expect(levels[0]).toBeLessThanOrEqual(levels[1]);
    }),
  );
});
