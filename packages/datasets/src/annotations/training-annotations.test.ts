import type { Annotation } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { memoryDataset } from './memory-dataset.js';
import { reasonToLeaveOut, TrainingAnnotations } from './training-annotations.js';

const image = { width: 100, height: 50 };
const base: Annotation = { id: 1, categoryId: 1, box: [10, 10, 20, 20], area: 400, crowd: false, ignore: false };

describe('reasonToLeaveOut', () => {
  // Rules of evaluation-and-data.md 9.1: ignore, no overlap with the image, area <= 0, a side below one pixel; crowds do not train.
  it.each<[string | undefined, Partial<Annotation>]>([
    [undefined, {}],
    ['ignore', { ignore: true }],
    ['outside', { box: [100, 10, 20, 20] }],
    ['outside', { box: [-20, 10, 20, 20] }],
    [undefined, { box: [-19.5, 10, 20, 20] }],
    ['empty', { area: 0 }],
    ['outside', { box: [10, 10, 0, 20] }],
    ['small', { box: [10, 10, 0.99, 20] }],
    [undefined, { box: [10, 10, 1, 1] }],
    ['crowd', { crowd: true }],
  ])('gives %s for %o', (reason, change) => {
    expect(reasonToLeaveOut({ ...base, ...change }, image)).toBe(reason);
  });
});

describe('TrainingAnnotations', () => {
  it('keeps file order, gives positions of sorted ids as labels, and counts what it leaves out', () => {
    const dataset = memoryDataset({
      name: 'test',
      imageRoot: '.',
      categories: [
        { id: 3, name: 'three' },
        { id: 7, name: 'seven' },
      ],
      images: [
        {
          image: { ...image, id: 1, fileName: '1.png', negativeCategoryIds: [], notExhaustiveCategoryIds: [] },
          annotations: [
            { ...base, id: 5, categoryId: 7 },
            { ...base, id: 6, ignore: true, categoryId: 7 },
            { ...base, id: 7, categoryId: 3 },
            { ...base, id: 8, categoryId: 9 },
          ],
        },
      ],
    });
    const training = new TrainingAnnotations(dataset);
    expect(training.of(0).map(({ annotation, label }) => [annotation.id, label])).toEqual([
      [5, 1],
      [7, 0],
    ]);
    expect(Object.fromEntries(training.leftOut)).toEqual({ ignore: 1, 'unknown-category': 1 });
  });
});
