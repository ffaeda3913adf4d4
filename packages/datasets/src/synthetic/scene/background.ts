import type { RandomStream } from '@ecm/core';

import { textures } from './textures.js';

/**
 * Paints a background: a texture between two random colours, the second within ±90 of the first in each channel.
 *
 * @returns colours 0 … 255, float32 [size, size, 3]
 */
export function paintBackground(size: number, random: RandomStream): Float32Array {
  const texture = textures[random.integer(textures.length)](size, random);
  const first = [0, 1, 2].map(() => 16 + random.integer(224));
  const second = first.map((value) => Math.min(255, Math.max(0, value + random.integer(181) - 90)));
  const colours = new Float32Array(size * size * 3);
  texture.forEach((t, pixel) => {
    for (let channel = 0; channel < 3; channel++) colours[pixel * 3 + channel] = first[channel] + (second[channel] - first[channel]) * t;
  });
  return colours;
}
