import type { ImageInfo } from '@ecm/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cornerCoder } from '../fake-parts.test-support.js';
import { selectDetections } from './select-detections.js';

const info = { height: 100, width: 200, scaleX: 2, scaleY: 1 } as ImageInfo;
const limits = { scoreThreshold: 0.0001, iouThreshold: 0.5, maxPerImage: 300 };

describe('selectDetections', () => {
  // Specification, check C-37: 0.00009 lies below the threshold, background is no class.
  it('suppresses per class and sorts by score', () => {
    const regions = {
      boxes: Float32Array.of(0, 0, 10, 10, 1, 1, 11, 11),
      classes: 2,
      scores: Float32Array.of(0.3, 0.6, 0.1, 0.5, 0.00009, 0.4),
      deltas: new Float32Array(8),
    };
    const found = selectDetections(regions, cornerCoder, { ...info, scaleX: 1 }, limits);
    expect([...found.labels]).toEqual([1, 0]);
    expect([...found.boxes]).toEqual([0, 0, 10, 10, 1, 1, 11, 11]);
    expect(found.scores[0]).toBeCloseTo(0.6, 6);
    const coarse = selectDetections(regions, cornerCoder, info, { ...limits, maxPerImage: 1 });
    expect([...coarse.labels]).toEqual([1]);
  });

  it("takes each class's own box, clips it and goes back to the original image", () => {
    const regions = {
      boxes: Float32Array.of(10, 10, 20, 20),
      classes: 2,
      scores: Float32Array.of(0.9, 0.8, 0),
      deltas: Float32Array.of(0, 0, 0, 0, -20, 0, 300, 300),
    };
    expect([...selectDetections(regions, cornerCoder, info, limits).boxes]).toEqual([5, 10, 10, 20, 0, 10, 100, 100]);
  });

  it('takes scores without a background column, too', () => {
    const regions = { boxes: Float32Array.of(0, 0, 4, 4), classes: 2, scores: Float32Array.of(0.2, 0.7), deltas: new Float32Array(4) };
    expect([...selectDetections(regions, cornerCoder, info, limits).labels]).toEqual([1, 0]);
  });

  it('finds nothing among no regions', () => {
    const none = { boxes: new Float32Array(0), classes: 3, scores: new Float32Array(0), deltas: new Float32Array(0) };
    expect(selectDetections(none, cornerCoder, info, limits).labels).toHaveLength(0);
  });

  it('finds with a small cap the head of what it finds without', () => {
    const coordinate = fc.integer({ min: 0, max: 30 });
    const region = fc.tuple(coordinate, coordinate, fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(region, { maxLength: 25 }), (rows) => {
        const regions = {
          boxes: Float32Array.from(rows.flatMap(([x, y]) => [x, y, x + 12, y + 12])),
          classes: 2,
          scores: Float32Array.from(rows.flatMap(([, , scores]) => scores.map((score) => score / 20))),
          deltas: new Float32Array(4 * rows.length),
        };
        const all = selectDetections(regions, cornerCoder, info, limits);
        const few = selectDetections(regions, cornerCoder, info, { ...limits, maxPerImage: 2 });
        expect([...few.scores]).toEqual([...all.scores.subarray(0, 2)]);
        expect([...few.boxes]).toEqual([...all.boxes.subarray(0, 8)]);
      }),
    );
  });
});
