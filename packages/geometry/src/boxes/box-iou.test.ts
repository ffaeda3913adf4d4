import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { boxAreas, boxGiouMatrix, boxGiouPairs, boxIofMatrix, boxIofPairs, boxIouMatrix, boxIouPairs } from './box-iou.js';

const box = fc
  .tuple(...([0, 0, 0, 0] as const).map(() => fc.float({ min: -500, max: 500, noNaN: true })))
  .map(([x, y, u, v]) => Float32Array.of(Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)));

describe('IoU of boxes in float32', () => {
  const { iou: golden } = JSON.parse(
    readFileSync(new URL('../../../testing/goldens/detectors/ops/box_losses.json', import.meta.url), 'utf8'),
  ) as { iou: { a: number[]; b: number[]; iou: number[]; iof: number[]; giou: number[] } };
  const [a, b] = [Float32Array.from(golden.a), Float32Array.from(golden.b)];

  it.each([
    ['IoU', boxIouMatrix, boxIouPairs, golden.iou],
    ['IoF', boxIofMatrix, boxIofPairs, golden.iof],
    ['GIoU', boxGiouMatrix, boxGiouPairs, golden.giou],
  ])('%s agrees with mmdetection', (_, matrixOf, pairsOf, expected) => {
    const matrix = matrixOf(a, b);
    expect(matrix.length).toBe(expected.length);
    const wrong = expected.filter((want, i) => !(Math.abs(matrix[i] - want) <= 1e-5 + 1e-4 * Math.abs(want)));
    expect(wrong).toEqual([]);
    const n = a.length / 4;
    expect(pairsOf(a, b)).toEqual(matrix.filter((__, i) => i % (n + 1) === 0));
  });

  // Specification, check C-19.
  it('of three boxes with three boxes', () => {
    const first = Float32Array.of(0, 0, 10, 10, 10, 10, 20, 20, 32, 32, 38, 42);
    const second = Float32Array.of(0, 0, 10, 20, 0, 10, 10, 19, 10, 10, 20, 20);
    expect([...boxIouMatrix(first, second)]).toEqual([0.5, 0, 0, 0, 0, 1, 0, 0, 0]);
    const giou = [0.5, 0, -0.5, -0.25, -0.05, 1, -0.8370928, -0.8766447, -0.8214286];
    boxGiouMatrix(first, second).forEach((value, i) => {
      expect(value).toBeCloseTo(giou[i], 6);
    });
  });

  it('is 0 for two empty boxes', () => {
    const empty = Float32Array.of(5, 5, 5, 5);
    expect([...boxIouMatrix(empty, empty)]).toEqual([0]);
    expect([...boxAreas(empty)]).toEqual([0]);
  });

  it('is symmetric and between 0 and 1; GIoU lies below it, above −1', () => {
    fc.assert(
      fc.property(box, box, (p, q) => {
        const [iou] = boxIouMatrix(p, q);
        const [giou] = boxGiouMatrix(p, q);
        expect(boxIouMatrix(q, p)[0]).toBe(iou);
        expect(iou).toBeGreaterThanOrEqual(0);
        expect(iou).toBeLessThanOrEqual(1 + 1e-6);
        expect(giou).toBeLessThanOrEqual(iou + 1e-6);
        expect(giou).toBeGreaterThanOrEqual(-1 - 1e-6);
      }),
    );
  });
});
