import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { AnchorGridGenerator } from '../anchor-grid/anchor-grid-generator.js';
import { AtssAssigner } from './atss-assigner.js';
import { nearestBoxes } from './nearest-boxes.js';

const golden = JSON.parse(readFileSync(new URL('../../../testing/goldens/detectors/ops/assigners.json', import.meta.url), 'utf8')) as {
  gts: number[][];
  denseMapSizes: [number, number][];
  denseStrides: number[];
  atss: { topk: number; positives: number[]; codes: number[]; iou: number[] }[];
};

const grid = new AnchorGridGenerator({ strides: golden.denseStrides, scales: [8], ratios: [1] }).grid(
  golden.denseMapSizes.map(([height, width]) => ({ height, width })),
);
const anchors = Float32Array.from(grid.flatMap((level) => [...level]));
const levels = grid.map((level) => level.length / 4);

describe('AtssAssigner', () => {
  it.each(golden.atss)('agrees with mmdetection at $topk candidates per level', ({ topk, positives, codes, iou }) => {
    const found = new AtssAssigner(topk).assign(anchors, Float32Array.from(golden.gts.flat()), levels);
    expect([...found.codes.keys()].filter((i) => found.codes[i] > 0)).toEqual(positives);
    expect(positives.map((i) => found.codes[i])).toEqual(codes);
    positives.forEach((index, k) => {
      expect(Math.abs(found.overlaps[index] - iou[k])).toBeLessThanOrEqual(1e-5 + 1e-4 * iou[k]);
    });
  });

  it('makes everything negative without ground truths', () => {
    expect(new Set(new AtssAssigner(9).assign(anchors, new Float32Array(0), levels).codes)).toEqual(new Set([0]));
  });

  it('gives an anchor to the ground truth with the larger IoU', () => {
    // Anchors of side 8: IoUs of the first with the truths 64/80 and 1; the other two make the thresholds small.
    const boxes = Float32Array.of(0, 0, 8, 8, 40, 40, 48, 48, 80, 80, 88, 88);
    const truths = Float32Array.of(0, 0, 10, 8, 0, 0, 8, 8);
    expect([...new AtssAssigner(3).assign(boxes, truths, [3]).codes]).toEqual([2, 0, 0]);
  });

  it('refuses levels that do not add up', () => {
    expect(() => new AtssAssigner(9).assign(anchors, new Float32Array(0), [1, 2])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: AtssAssigner.assign: levels must be 257 anchors together, but is 3.]`,
    );
  });
});

describe('nearestBoxes', () => {
  it('takes the lower index of equally distant boxes', () => {
    const boxes = Float32Array.of(4, 0, 6, 2, 0, 0, 2, 2, 2, 0, 4, 2, 6, 0, 8, 2);
    // Middles at x = 5, 1, 3, 7; distances to x = 4: 1, 3, 1, 3.
    expect(nearestBoxes(boxes, 0, 4, { x: 4, y: 1 }, 3)).toEqual([0, 2, 1]);
    expect(nearestBoxes(boxes, 1, 4, { x: 4, y: 1 }, 9)).toEqual([2, 1, 3]);
  });
});
