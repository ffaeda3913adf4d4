import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { paintBackground } from './background.js';
import { fineNoise, gradient, smoothNoise, stripes } from './textures.js';

describe.each(Object.entries({ smoothNoise, gradient, stripes, fineNoise }))('texture %s', (_, texture) => {
  it.each([32, 97])('stays within 0 … 1 and is not flat at size %i', (size) => {
    for (let seed = 0; seed < 20; seed++) {
      const values = texture(size, new SeededRandom(seed));
      expect(values).toHaveLength(size * size);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      expect([least >= 0, most <= 1, most - least > 0.2]).toEqual([true, true, true]);
    }
  });
});

describe('paintBackground', () => {
  it('stays within 0 … 255', () => {
    for (let seed = 0; seed < 20; seed++) {
      const colours = paintBackground(40, new SeededRandom(seed));
      expect(colours.every((value) => value >= 0 && value <= 255)).toBe(true);
    }
  });
});
