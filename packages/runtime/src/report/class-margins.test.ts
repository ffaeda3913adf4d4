import { expect, it } from 'vitest';

import { classCounts, classMargins } from './class-margins.js';

const statistics = {
  categories: [
    { id: 1, name: 'rare', frequency: 'r' as const },
    { id: 2, name: 'common' },
    { id: 5, name: 'frequent' },
  ],
  instanceCounts: Float64Array.of(1, 10, 100),
  imageCounts: Float64Array.of(1, 8, 60),
  annotatedImages: 64,
};

it('gives each class and the background the constants of the loss', () => {
  // Worked example ECM-1: counts 1, 10, 100 and the official ratio 6.3313.
  const margins = classMargins(statistics, undefined);
  expect(margins.map(({ name }) => name)).toEqual(['rare', 'common', 'frequent', 'background']);
  const wanted = [0.8422563752, 0.7496381503, 0.6204242072, 0.3866593552];
  margins.forEach(({ positiveMargin, negativeMargin }, index) => {
    expect(positiveMargin).toBeCloseTo(wanted[index] ?? Number.NaN, 9);
    expect(positiveMargin + negativeMargin).toBeCloseTo(1, 12);
  });
  expect(margins[3]?.termWeight).toBeCloseTo(0.3146514702, 9);
});

it('takes the background ratio that the run names, and says nothing about a single class', () => {
  expect(classMargins(statistics, { backgroundRatio: 3 })[3]?.count).toBe(333);
  expect(classMargins({ ...statistics, categories: statistics.categories.slice(0, 1) }, undefined)).toEqual([]);
});

it('lists counts by class', () => {
  expect(classCounts(statistics)[0]).toEqual({ id: 1, name: 'rare', frequency: 'r', images: 1, instances: 1 });
  expect(classCounts(statistics)[2]).toEqual({ id: 5, name: 'frequent', images: 60, instances: 100 });
});
