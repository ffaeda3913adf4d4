import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cellPoints } from './cell-points.js';
import { decodeDistances, encodeDistances } from './distances.js';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../testing/goldens/detectors/ops/${name}`, import.meta.url), 'utf8'));

const { distance } = read('coders.json') as { distance: { points: number[]; encode: number[]; encodeBoxes: number[] } };
const { points: pointCases } = read('anchors.json') as {
  points: { offset: number; strides: number[]; mapSizes: [number, number][]; points: number[][] }[];
};

describe('distances of points to the sides of boxes', () => {
  it('agree with mmdetection, there and back', () => {
    const points = Float32Array.from(distance.points);
    const boxes = Float32Array.from(distance.encodeBoxes);
    const found = encodeDistances(points, boxes);
    expect([...found]).toEqual(distance.encode);
    expect(decodeDistances(points, found)).toEqual(boxes);
  });

  // Specification, check C-18.
  it('of one point, clipped and not', () => {
    const [point, sides] = [Float32Array.of(20, 12), Float32Array.of(5, 15, 9, 4)];
    expect([...decodeDistances(point, sides)]).toEqual([15, -3, 29, 16]);
    expect([...decodeDistances(point, sides, { height: 14, width: 25 })]).toEqual([15, 0, 25, 14]);
  });

  it('are undone by decoding', () => {
    const quarter = fc.integer({ min: -400, max: 400 }).map((value) => value / 4);
    fc.assert(
      fc.property(fc.array(fc.tuple(quarter, quarter, quarter, quarter, quarter, quarter)), (rows) => {
        const points = Float32Array.from(rows.flatMap((row) => row.slice(0, 2)));
        const boxes = Float32Array.from(rows.flatMap((row) => row.slice(2)));
        expect(decodeDistances(points, encodeDistances(points, boxes))).toEqual(boxes);
      }),
    );
  });

  it('need four numbers per point', () => {
    expect(() => encodeDistances(new Float32Array(2), new Float32Array(8))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: encodeDistances: boxes must be [4], four numbers per point, but is [8].]`,
    );
    expect(() => decodeDistances(new Float32Array(4), new Float32Array(4))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: decodeDistances: distances must be [8], four numbers per point, but is [4].]`,
    );
  });
});

describe('cellPoints', () => {
  it.each(pointCases)('agrees with mmdetection at offset $offset', ({ offset, strides, mapSizes, points }) => {
    const found = mapSizes.map(([height, width], level) => [...cellPoints(height, width, strides[level], offset)]);
    expect(found).toEqual(points);
  });
});
