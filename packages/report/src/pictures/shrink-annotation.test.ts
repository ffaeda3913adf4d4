import { expect, it } from 'vitest';

import { shrinkAnnotation } from './shrink-annotation.js';

const annotation = { id: 1, categoryId: 2, box: [2, 4, 6, 8] as const, area: 48, crowd: false, ignore: false };
const half = { scale: 0.5, width: 2, height: 3 };

it('moves boxes and outlines to the smaller picture', () => {
  const polygons = [Float64Array.of(2, 4, 8, 4, 8, 12)];
  expect(shrinkAnnotation({ ...annotation, segmentation: { polygons } }, half)).toEqual({
    ...annotation,
    box: [1, 2, 3, 4],
    segmentation: { polygons: [Float64Array.of(1, 2, 4, 2, 4, 6)] },
  });
  expect(shrinkAnnotation(annotation, half).box).toEqual([1, 2, 3, 4]);
});

it('takes every second row and column of run lengths', () => {
  // 6 × 4 pixels whose columns 2 and 3 are set: of columns 0 and 2 the second, with 3 rows.
  const runLengths = { height: 6, width: 4, counts: Uint32Array.of(12, 12) };
  expect(shrinkAnnotation({ ...annotation, segmentation: { runLengths } }, half).segmentation).toEqual({
    runLengths: { height: 3, width: 2, counts: Uint32Array.of(3, 3) },
  });
});

it('leaves annotations of pictures alone that are small enough', () => {
  expect(shrinkAnnotation(annotation, { scale: 1, width: 9, height: 9 })).toBe(annotation);
});
