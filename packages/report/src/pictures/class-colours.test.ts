import { describe, expect, it } from 'vitest';

import { classColour, readableOn } from './class-colours.js';

describe('classColour', () => {
  it('tells neighbouring labels apart', () => {
    for (let label = 0; label < 300; label++) {
      const [a, b] = [classColour(label), classColour(label + 1)];
      expect(Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2])).toBeGreaterThan(60);
      expect(a.every((channel) => Number.isInteger(channel) && channel >= 0 && channel <= 255)).toBe(true);
    }
  });
});

describe('readableOn', () => {
  it('is black on light and white on dark colours', () => {
    expect([readableOn([255, 255, 0]), readableOn([0, 0, 200])]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ]);
  });
});
