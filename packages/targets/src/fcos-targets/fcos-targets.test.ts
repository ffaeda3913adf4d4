import { readFileSync } from 'node:fs';

import { cellPoints, decodeDistances } from '@ecm/geometry';
import { describe, expect, it } from 'vitest';

import { centerness } from './centerness.js';
import { FCOS_RANGES, fcosTargets } from './fcos-targets.js';

interface FcosCase {
  readonly centerSampling: boolean;
  readonly normOnBbox: boolean;
  readonly positives: number[];
  readonly labels: number[];
  readonly targets: number[][];
  readonly centerness: number[];
}

const golden = JSON.parse(readFileSync(new URL('../../../testing/goldens/detectors/ops/assigners.json', import.meta.url), 'utf8')) as {
  gts: number[][];
  gtLabels: number[];
  denseMapSizes: [number, number][];
  denseStrides: number[];
  fcos: FcosCase[];
};

describe('fcosTargets', () => {
  const truths = Float32Array.from(golden.gts.flat());
  const levels = golden.denseMapSizes.map(([height, width], level) => ({
    points: cellPoints(height, width, golden.denseStrides[level], 0.5),
    stride: golden.denseStrides[level],
    range: FCOS_RANGES[level],
  }));

  it.each(golden.fcos)('agrees with mmdetection, center sampling $centerSampling', (expected) => {
    const found = fcosTargets(levels, truths, {
      ...(expected.centerSampling && { centerRadius: 1.5 }),
      inStrides: expected.normOnBbox,
    });
    const positives = [...found.codes.keys()].filter((i) => found.codes[i] > 0);
    expect(positives).toEqual(expected.positives);
    expect(positives.map((i) => golden.gtLabels[found.codes[i] - 1])).toEqual(expected.labels);
    positives.forEach((index, k) => {
      expect([...found.distances.subarray(4 * index, 4 * index + 4)]).toEqual(expected.targets[k]);
      expect(found.centerness[index]).toBeCloseTo(expected.centerness[k], 6);
    });
  });

  it('leads back to the ground truth', () => {
    const { codes, distances } = fcosTargets(levels, truths);
    const points = Float32Array.from(levels.flatMap((level) => [...level.points]));
    const boxes = decodeDistances(points, distances);
    codes.forEach((code, i) => {
      if (code > 0) expect([...boxes.subarray(4 * i, 4 * i + 4)]).toEqual(golden.gts[code - 1]);
    });
  });

  it('takes the smallest object, the first of equal ones, and none on its border', () => {
    const level = { points: Float32Array.of(5, 5, 0, 5), stride: 8, range: [-1, 64] };
    const big = [0, 0, 20, 20];
    expect([...fcosTargets([level], Float32Array.of(...big, 0, 0, 10, 10, 0, 0, 10, 10)).codes]).toEqual([2, 0]);
    expect([...fcosTargets([level], new Float32Array(0)).codes]).toEqual([0, 0]);
  });

  it('takes both ends of a range', () => {
    // Largest side distance 64: the point belongs to the first two levels.
    const truth = Float32Array.of(0, 0, 69, 10);
    const points = Float32Array.of(5, 5);
    const codesIn = (range: readonly number[]): number => fcosTargets([{ points, stride: 8, range }], truth).codes[0];
    expect(FCOS_RANGES.map(codesIn)).toEqual([1, 1, 0, 0, 0]);
  });
});

describe('centerness', () => {
  it('is 1 in the middle and √(1/3 · 1/2) a quarter and a third away', () => {
    expect(centerness([5, 3, 5, 3])).toBe(1);
    expect(centerness([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(1 / 6), 12);
  });
});
