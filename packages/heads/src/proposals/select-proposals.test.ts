import type { ImageInfo } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { cornerCoder } from '../fake-parts.test-support.js';
import { selectProposals } from './select-proposals.js';

const info = { height: 8, width: 8 } as ImageInfo;
const limits = { maxPerLevel: 1000, iouThreshold: 0.7, maxPerImage: 1000, minSize: 0 };

/** Anchors of scale 2 and ratios 0.5, 1, 2 at strides 4 (2x2 cells) and 8 (1 cell), as the specification's check C-38 has them. */
function anchorsOfCheck() {
  const anchors: number[] = [];
  const logits: number[] = [];
  for (const [stride, cells] of [
    [4, 2],
    [8, 1],
  ] as const) {
    for (let y = 0; y < cells; y++) {
      for (let x = 0; x < cells; x++) {
        [0.5, 1, 2].forEach((ratio, a) => {
          const [w, h] = [(stride * 2) / Math.sqrt(ratio), stride * 2 * Math.sqrt(ratio)];
          anchors.push(x * stride - w / 2, y * stride - h / 2, x * stride + w / 2, y * stride + h / 2);
          logits.push(stride === 4 ? (4 * a + 2 * y + x) / 10 : [0.05, 0.25, 0.45][a]);
        });
      }
    }
  }
  return {
    anchors: Float32Array.from(anchors),
    logits: Float32Array.from(logits),
    deltas: new Float32Array(anchors.length),
    levelSizes: [12, 3],
  };
}

describe('selectProposals', () => {
  it('agrees with check C-38', () => {
    const { boxes, scores } = selectProposals(anchorsOfCheck(), cornerCoder, info, limits);
    const wanted = [
      [1.171573, 0, 6.828427, 8, 0.75026],
      [0, 0, 2.828427, 8, 0.731059],
      [0, 0, 8, 4, 0.622459],
      [0, 0, 5.656854, 8, 0.610639],
      [0, 0, 4, 4, 0.598688],
      [0, 1.171573, 8, 6.828427, 0.574443],
      [0, 0, 8, 5.656854, 0.512497],
      [0, 0, 5.656854, 2.828427, 0.5],
    ];
    expect(scores).toHaveLength(wanted.length);
    wanted.flat().forEach((value, i) => {
      const [row, column] = [Math.floor(i / 5), i % 5];
      expect(column === 4 ? scores[row] : boxes[4 * row + column]).toBeCloseTo(value, 5);
    });
  });

  it('takes the best of each level, ties by index', () => {
    const scored = {
      anchors: Float32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7),
      levelSizes: [3, 1],
      logits: Float32Array.of(1, 2, 2, -5),
      deltas: new Float32Array(16),
    };
    const found = selectProposals(scored, cornerCoder, info, { ...limits, maxPerLevel: 1 });
    expect([...found.boxes]).toEqual([2, 2, 3, 3, 6, 6, 7, 7]);
    expect([...selectProposals(scored, cornerCoder, info, { ...limits, maxPerImage: 1 }).boxes]).toEqual([2, 2, 3, 3]);
  });

  it('drops boxes that are not longer than the smallest size', () => {
    const scored = {
      anchors: Float32Array.of(0, 0, 2, 5, 0, 0, 3, 5),
      levelSizes: [2],
      logits: Float32Array.of(1, 0),
      deltas: new Float32Array(8),
    };
    expect([...selectProposals(scored, cornerCoder, info, { ...limits, minSize: 2 }).boxes]).toEqual([0, 0, 3, 5]);
    const empty = { ...scored, anchors: Float32Array.of(4, 4, 4, 8, 9, 9, 12, 12) };
    expect(selectProposals(empty, cornerCoder, info, limits).boxes).toHaveLength(0);
  });
});
