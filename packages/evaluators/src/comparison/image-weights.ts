import { SeededRandom } from '@ecm/core';

/**
 * Draws as many images as there are, with replacement; the same for the same seed and number, whoever draws it.
 *
 * @param resample number of the resample
 * @param weights receives how often each image was drawn; more than 255 times is as good as impossible, the mean being one
 */
export function drawImages(seed: number, resample: number, weights: Uint8Array): void {
  const random = new SeededRandom(seed, 'bootstrap', resample);
  weights.fill(0);
  for (let i = 0; i < weights.length; i++) weights[random.integer(weights.length)]++;
}
