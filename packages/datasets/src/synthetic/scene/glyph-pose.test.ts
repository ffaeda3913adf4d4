import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { PoseSampler } from './glyph-pose.js';

describe('PoseSampler', () => {
  const sampler = new PoseSampler([18, 48]);
  const random = new SeededRandom(5);
  const poses = Array.from({ length: 4000 }, () => sampler.sample(random));
  const spread = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];

  it('draws sizes log-uniformly over the whole range', () => {
    const sizes = poses.map(({ size }) => size).sort((a, b) => a - b);
    expect(sizes[0]).toBe(18);
    expect(sizes.at(-1)).toBeCloseTo(48, 10);
    // The median of a log-uniform size is the geometric mean, sqrt(18 · 48) = 29.4.
    expect(Math.abs(sizes[2000] - 29.4)).toBeLessThan(1);
  });

  it('rotates by up to 25 degrees either way', () => {
    const [least, most] = spread(poses.map(({ sine }) => (Math.asin(sine) * 180) / Math.PI));
    expect(least).toBeGreaterThanOrEqual(-25);
    expect(least).toBeLessThan(-24);
    expect(most).toBeLessThanOrEqual(25);
    expect(most).toBeGreaterThan(24);
    expect(poses.every(({ cosine, sine }) => Math.abs(cosine ** 2 + sine ** 2 - 1) < 1e-12)).toBe(true);
  });

  it('keeps aspect and colours inside their limits, and flips every second time', () => {
    const [narrow, wide] = spread(poses.map(({ aspect }) => aspect));
    expect([narrow >= 0.85, wide <= 1.18]).toEqual([true, true]);
    const [dark, bright] = spread(poses.flatMap(({ gains }) => [...gains]));
    expect([dark >= 0.675, bright <= 1.32]).toEqual([true, true]);
    expect(Math.abs(poses.filter(({ flipped }) => flipped).length - 2000)).toBeLessThan(150);
  });

  it('draws nothing above a given size, except the smallest size', () => {
    expect(Array.from({ length: 200 }, () => sampler.sample(random, 20).size).every((size) => size <= 20)).toBe(true);
    expect(sampler.sample(random, 1).size).toBe(18);
  });
});
