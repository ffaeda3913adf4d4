import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { finishPixels } from './finish-pixels.js';

describe('finishPixels', () => {
  it('adds noise of mean zero and at most twelve grey levels', () => {
    for (let seed = 0; seed < 20; seed++) {
      const pixels = finishPixels(new Float32Array(3000).fill(100), new SeededRandom(seed));
      expect([Math.min(...pixels) >= 88, Math.max(...pixels) <= 112]).toEqual([true, true]);
      const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
      // The widest triangle has a standard deviation of 4.9, its mean over 3000 pixels one of 0.09.
      expect(Math.abs(mean - 100)).toBeLessThan(0.5);
    }
  });

  it('keeps black and white inside 0 … 255', () => {
    const pixels = finishPixels(Float32Array.of(-3, 0, 255, 260), new SeededRandom(1));
    expect([pixels[0] < 30, pixels[1] < 30, pixels[2] > 225, pixels[3] > 225]).toEqual([true, true, true, true]);
  });
});
