import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { maskArea } from './mask-area.js';
import { maskBox } from './mask-box.js';
import { polygonsToMask, polygonToMask } from './polygons-to-mask.js';
import { runLengthsToString } from './run-length-string.js';

interface PolygonCase {
  readonly h: number;
  readonly w: number;
  readonly polygons: number[][];
  readonly parts: { string: string; counts: number[] }[];
  readonly merged: { string: string; counts: number[] };
  readonly area: number;
  readonly bbox: number[];
}

describe('polygonsToMask', () => {
  it.each([
    { polygon: [1, 1, 1, 4, 4, 4, 4, 1], height: 6, width: 5, text: '7330005' },
    { polygon: [0, 0, 0, 3, 4, 3, 4, 0], height: 5, width: 6, text: '03200000:' },
    { polygon: [1.5, 0.5, 4.5, 0.5, 3, 3.5], height: 5, width: 6, text: ';1418' },
    { polygon: [0.2, 0.2, 4.8, 1.0, 2.0, 4.4], height: 5, width: 6, text: '0142O0ON;' },
    { polygon: [-2, -2, 3, -2, 3, 3, -2, 3], height: 5, width: 6, text: '032000?' },
    { polygon: [2, 2, 2, 2, 2, 2], height: 5, width: 6, text: 'n0' },
    { polygon: [0, 0, 5, 0, 5, 4, 0, 4], height: 4, width: 5, text: '0d0' },
  ])('rasterises $polygon as pycocotools does', ({ polygon, height, width, text }) => {
    expect(runLengthsToString(polygonToMask(polygon, height, width).counts)).toBe(text);
  });

  it('agrees with pycocotools on all golden polygons', () => {
    const cases = JSON.parse(
      readFileSync(new URL('../../../testing/goldens/evaluation/rle/polygons.json', import.meta.url), 'utf8'),
    ) as PolygonCase[];
    expect(cases.length).toBeGreaterThan(0);
    for (const { h, w, polygons, parts, merged, area, bbox } of cases) {
      expect(polygons.map((polygon) => [...polygonToMask(polygon, h, w).counts])).toEqual(parts.map(({ counts }) => counts));
      const mask = polygonsToMask(polygons, h, w);
      expect([...mask.counts]).toEqual(merged.counts);
      expect(maskArea(mask)).toBe(area);
      expect(maskBox(mask)).toEqual(bbox);
    }
  });

  it('drops an odd trailing number and gives an empty mask for no polygon', () => {
    expect(polygonToMask([1, 1, 1, 4, 4, 4, 4, 1, 9], 6, 5)).toEqual(polygonToMask([1, 1, 1, 4, 4, 4, 4, 1], 6, 5));
    expect([...polygonsToMask([], 2, 3).counts]).toEqual([6]);
    expect([...polygonToMask([], 2, 3).counts]).toEqual([6]);
  });

  it('equals the walk over every grid point that the reference does', () => {
    const coordinate = fc.double({ min: -40, max: 60, noNaN: true });
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 6, maxLength: 16 }), fc.nat({ max: 30 }), fc.nat({ max: 30 }), (polygon, h, w) => {
        expect([...polygonToMask(polygon, h + 1, w + 1).counts]).toEqual(walkedCounts(polygon, h + 1, w + 1));
      }),
      { numRuns: 1000 },
    );
  });

  it('fills the image and no more', () => {
    const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(coordinate, { maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        (polygon, h, w) => {
          const { counts } = polygonToMask(polygon, h, w);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(h * w);
        },
      ),
    );
  });
});

/** The specification's rasteriser, word for word: list all points of all edges, keep the steps that cross a column centre. */
function walkedCounts(polygon: readonly number[], h: number, w: number): number[] {
  const n = polygon.length >> 1;
  const X = Array.from({ length: n + 1 }, (_, i) => Math.trunc(5 * polygon[2 * (i % n)] + 0.5));
  const Y = Array.from({ length: n + 1 }, (_, i) => Math.trunc(5 * polygon[2 * (i % n) + 1] + 0.5));
  const points: [number, number][] = [];
  for (let j = 0; j < n; j++) {
    let [xs, ys, xe, ye] = [X[j], Y[j], X[j + 1], Y[j + 1]];
    const [dx, dy] = [Math.abs(xe - xs), Math.abs(ye - ys)];
    const flip = (dx >= dy && xs > xe) || (dx < dy && ys > ye);
    if (flip) [xs, ys, xe, ye] = [xe, ye, xs, ys];
    const s = dx >= dy ? (ye - ys) / dx : (xe - xs) / dy;
    for (let d = 0; d <= Math.max(dx, dy); d++) {
      const t = flip ? Math.max(dx, dy) - d : d;
      points.push(dx >= dy ? [xs + t, Math.trunc(ys + s * t + 0.5)] : [Math.trunc(xs + s * t + 0.5), ys + t]);
    }
  }
  const marks: number[] = [];
  for (let j = 1; j < points.length; j++) {
    const [[u0, v0], [u1, v1]] = [points[j - 1], points[j]];
    if (u0 === u1) continue;
    const column = ((u1 < u0 ? u1 : u1 - 1) + 0.5) / 5 - 0.5;
    if (Math.floor(column) !== column || column < 0 || column > w - 1) continue;
    marks.push(column * h + Math.ceil(Math.min(Math.max((Math.min(v0, v1) + 0.5) / 5 - 0.5, 0), h)));
  }
  const sorted = [...marks, h * w].sort((a, b) => a - b);
  const differences = sorted.map((mark, i) => mark - (i === 0 ? 0 : sorted[i - 1]));
  const counts = [differences[0]];
  for (let i = 1; i < differences.length; i++) {
    if (differences[i] > 0) counts.push(differences[i]);
    else if (++i < differences.length) counts[counts.length - 1] += differences[i];
  }
  return counts;
}
