import type { RandomStream } from '@ecm/core';

import type { WorldOptions } from '../options/world-options.js';
import type { ImagePlan } from './image-plan.js';

/**
 * Adds what federated annotation says of an image: classes verified to be absent and, at the asked rate, one class of which an object
 * is drawn but not annotated.
 *
 * @param labels classes of the annotated objects
 */
export function federatedLabels(
  labels: readonly number[],
  { classes, negatives, notExhaustive }: WorldOptions,
  random: RandomStream,
): ImagePlan {
  const incomplete = random.uniform() < notExhaustive;
  const unlabelled = incomplete ? labels[random.integer(labels.length)] : -1;
  const present = new Set(labels);
  const absent = Array.from({ length: classes }, (_, label) => label).filter((label) => !present.has(label));
  if (negatives === 'all') return { labels, unlabelled, negatives: absent };
  const drawn = Array.from(random.permutation(absent.length).subarray(0, negatives), (index) => absent[index]);
  return { labels, unlabelled, negatives: drawn.sort((a, b) => a - b) };
}
