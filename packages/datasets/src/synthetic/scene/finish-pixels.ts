import type { RandomStream } from '@ecm/core';

import { NoiseBytes } from './noise.js';

/** Largest amplitude of the noise in grey levels. */
const largestNoise = 12;

/**
 * Adds noise of a random strength to each channel of each pixel (the sum of two bytes: a triangle) and rounds.
 *
 * @param colours 0 … 255, float32 [size, size, 3]
 */
export function finishPixels(colours: Float32Array, random: RandomStream): Uint8Array {
  const noise = new NoiseBytes(random.integer(2 ** 31 - 1) + 1);
  const amplitude = (random.uniform() * largestNoise) / 255;
  const pixels = new Uint8Array(colours.length);
  for (let i = 0; i < pixels.length; i++) {
    const value = colours[i] + (noise.next() + noise.next() - 255) * amplitude;
    pixels[i] = Math.min(255, Math.max(0, Math.floor(value + 0.5)));
  }
  return pixels;
}
