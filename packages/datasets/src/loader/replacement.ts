import type { RandomStream } from '@ecm/core';

/** From this attempt on, any image may take the place. */
const ANY_GROUP = 20;

/**
 * Chooses an image in place of one that cannot be used, of the same aspect group if there is another one.
 *
 * @param flags aspect group of each image
 * @param attempt 1 for the first replacement of an image of a batch, and so on
 * @see janghyuncho/ECM-Loss, mmdet/datasets/custom.py, _rand_another
 */
export function replacementFor(index: number, flags: Uint8Array, random: RandomStream, attempt: number): number {
  const others: number[] = [];
  flags.forEach((flag, other) => {
    if (other !== index && flag === flags[index]) others.push(other);
  });
  return attempt < ANY_GROUP && others.length > 0 ? others[random.integer(others.length)] : random.integer(flags.length);
}
