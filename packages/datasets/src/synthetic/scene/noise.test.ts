import { describe, expect, it } from 'vitest';

import { NoiseBytes } from './noise.js';

describe('NoiseBytes', () => {
  it.each([0, 1, -7, 123_456])('gives all bytes about equally often (seed %i)', (seed) => {
    const noise = new NoiseBytes(seed);
    const counts = new Int32Array(256);
    for (let i = 0; i < 256_000; i++) counts[noise.next()]++;
    // 1000 expected each, standard deviation 32.
    expect([Math.min(...counts) > 820, Math.max(...counts) < 1180]).toEqual([true, true]);
  });
});
