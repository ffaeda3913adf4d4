import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { drawClasses } from './draw-classes.js';
import { FeatureMemory } from './feature-memory.js';
import { boxesPerTruth, jitterBoxes } from './jitter-boxes.js';

describe('FeatureMemory', () => {
  it('overwrites the oldest of a class, and of one step takes no more than fit', () => {
    const memory = new FeatureMemory<string>(2, 3);
    memory.write([0, 0, 1, 0, 0], ['a', 'b', 'x', 'c', 'too many']);
    expect([memory.entries(0), memory.entries(1)]).toEqual([['a', 'b', 'c'], ['x']]);
    memory.write([0, 1], ['d', 'y']);
    expect([memory.entries(0), memory.entries(1)]).toEqual([
      ['d', 'b', 'c'],
      ['x', 'y'],
    ]);
    expect([...memory.pointers]).toEqual([1, 2]);
  });

  it('draws from drawn classes that have entries', () => {
    const memory = new FeatureMemory<string>(3, 4);
    memory.write([0, 0, 2], ['a', 'b', 'c']);
    const rows = memory.sample([2, 1, 0], 2, (count) => [count - 1, 0]);
    expect(rows.map(({ label, entry }) => `${label}${entry}`)).toEqual(['2c', '2c', '0b', '0a']);
  });
});

it('draws classes in inverse proportion to their mean scores, LOCE-3 of the loss specification', () => {
  // Probabilities 0.0625…, 0.7499…, 0.1875…: edges at 0.0625 and 0.8125.
  const scores = [0.6, 0.05, 0.2, 0.01];
  expect([...drawClasses(scores, [0.82, 0.0624, 0.0627, 0.81])]).toEqual([0, 1, 1, 2]);
  expect([...drawClasses(scores, [1 - 2 ** -24])]).toEqual([2]);
});

describe('jitterBoxes', () => {
  it('goes through all sign patterns, x1 slowest, y2 fastest', () => {
    const boxes = jitterBoxes([10, 20, 16, 32], new Float64Array(4 * boxesPerTruth).fill(0.5), 100, 100);
    // Moves are ±0.5/6 of 6 and 12 pixels.
    expect([...boxes.subarray(0, 8)]).toEqual([9.5, 19, 15.5, 31, 9.5, 19, 15.5, 33]);
    expect([...boxes.subarray(60)]).toEqual([10.5, 21, 16.5, 33]);
  });

  it('moves no corner by more than a sixth, and stays in the image', () => {
    const side = fc.double({ min: 1, max: 40, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(side, side, side, side), { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (truths, u) => {
          const boxes = truths.flatMap(([x, y, w, h]) => [x, y, x + w, y + h]);
          const out = jitterBoxes(boxes, new Float64Array(4 * boxesPerTruth).fill(u), 60, 50);
          out.forEach((corner, i) => {
            const g = 4 * Math.floor(i / 64);
            const [k, size] = [i % 4, i % 2 === 0 ? boxes[g + 2] - boxes[g] : boxes[g + 3] - boxes[g + 1]];
            const limit = (k % 2 === 0 ? 60 : 50) - 1;
            expect(corner).toBeGreaterThanOrEqual(0);
            expect(corner).toBeLessThanOrEqual(limit);
            expect(Math.abs(corner - Math.min(boxes[g + k], limit))).toBeLessThanOrEqual(size / 6 + 1e-9);
          });
        },
      ),
      { numRuns: 50 },
    );
  });
});
