import type { ImageInfo } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { cornerCoder } from '../fake-parts.test-support.js';
import { jitteredRegions } from './jittered-regions.js';

const info = { width: 40, height: 30 } as ImageInfo;
const given = (perClass: number) => ({ coder: cornerCoder, random: new SeededRandom(1), perClass, taken: new Int32Array(3) });

describe('jitteredRegions', () => {
  it('codes the way from each region back to its truth', () => {
    const truths = { boxes: Float32Array.of(6, 6, 18, 12, 20, 3, 32, 27), labels: Int32Array.of(2, 0) };
    const { boxes, labels, deltas } = jitteredRegions(truths, info, given(80));
    expect([...labels]).toEqual([...new Array<number>(16).fill(2), ...new Array<number>(16).fill(0)]);
    const back = cornerCoder.decode(boxes, deltas);
    back.forEach((corner, i) => {
      expect(corner).toBeCloseTo(truths.boxes[4 * Math.floor(i / 64) + (i % 4)], 4);
    });
  });

  it('shares the drawn numbers between the truths of an image', () => {
    const truths = { boxes: Float32Array.of(6, 6, 18, 12, 16, 16, 28, 22), labels: Int32Array.of(0, 1) };
    const { boxes } = jitteredRegions(truths, info, given(80));
    boxes.subarray(0, 64).forEach((corner, i) => {
      expect(boxes[64 + i] - corner).toBeCloseTo(10, 4);
    });
  });

  it('makes no more of a class than are written in a step, over all images', () => {
    const truths = { boxes: Float32Array.of(6, 6, 18, 12), labels: Int32Array.of(1) };
    const options = given(20);
    expect(jitteredRegions(truths, info, options).labels).toHaveLength(16);
    expect(jitteredRegions(truths, info, options).labels).toHaveLength(4);
    expect(jitteredRegions(truths, info, options).labels).toHaveLength(0);
  });

  it('leaves out regions that lie on the border of the image without area', () => {
    const beyond = { boxes: Float32Array.of(39.5, 5, 40, 9), labels: Int32Array.of(0) };
    expect(jitteredRegions(beyond, info, given(80)).labels).toHaveLength(0);
    const none = { boxes: new Float32Array(0), labels: new Int32Array(0) };
    expect(jitteredRegions(none, info, given(80)).labels).toHaveLength(0);
  });
});
