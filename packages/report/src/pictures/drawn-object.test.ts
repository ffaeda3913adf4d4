import { describe, expect, it } from 'vitest';

import { objectsOfAnnotations, objectsOfDetections } from './drawn-object.js';

describe('objectsOfDetections', () => {
  const detections = {
    boxes: Float32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5),
    scores: Float32Array.of(0.25, 0.75, 0.5),
    labels: Int32Array.of(0, 1, 7),
  };
  it('keeps the best above the score, best first', () => {
    expect(objectsOfDetections(detections, ['fox', 'bear'], { minScore: 0.3, limit: 9 })).toEqual([
      { box: [2, 2, 3, 3], label: 1, name: 'bear', score: 0.75 },
      { box: [4, 4, 5, 5], label: 7, name: 'class 7', score: 0.5 },
    ]);
    expect(objectsOfDetections(detections, ['fox', 'bear'], { minScore: 0, limit: 1 })).toHaveLength(1);
  });
});

describe('objectsOfAnnotations', () => {
  const context = { labelOf: (id: number) => id - 1, names: ['fox', 'bear'], width: 5, height: 6 };
  const annotation = { id: 1, categoryId: 2, box: [1, 1, 3, 3] as const, area: 9, crowd: false, ignore: false };

  it('fills polygons as evaluation does', () => {
    const polygons = [Float64Array.of(1, 1, 1, 4, 4, 4, 4, 1)];
    // Worked example of the mask codec: this square in 6 × 5 pixels has the counts 7 3 3 3 3 3 8.
    expect(objectsOfAnnotations([{ ...annotation, segmentation: { polygons } }], context)).toEqual([
      { box: [1, 1, 4, 4], label: 1, name: 'bear', mask: { height: 6, width: 5, counts: Uint32Array.of(7, 3, 3, 3, 3, 3, 8) } },
    ]);
  });

  it('does without masks', () => {
    expect(objectsOfAnnotations([annotation], context)).toEqual([{ box: [1, 1, 4, 4], label: 1, name: 'bear' }]);
  });
});
