import { imagesByLabel } from '../samplers/labels-by-image.js';
import type { Permutation } from '../samplers/permutation-cycle.js';
import { PermutationCycle } from '../samplers/permutation-cycle.js';

/**
 * Balanced stream of images: an endless stream of classes (random permutations of all classes, one after the other) and for
 * each class an endless stream of its images; each step takes the next class and then its next image. Classes without images
 * are skipped.
 *
 * @param labels classes of each image
 * @param permutation makes an order when it is first needed: first of the classes, then of the images of the class in turn
 * @returns `length` image indices; int32 [length]
 * @see tztztztztz/eqlv2, mmdet/datasets/class_balance_dataset_wrapper.py
 */
export function balancedStream(labels: readonly (readonly number[])[], length: number, permutation: Permutation): Int32Array {
  const images = imagesByLabel(labels);
  const classes = new PermutationCycle([...images.keys()], permutation);
  const streams = new Map<number, PermutationCycle>();
  const streamOf = (label: number): PermutationCycle => {
    const known = streams.get(label);
    if (known !== undefined) return known;
    const made = new PermutationCycle(images[label], permutation);
    streams.set(label, made);
    return made;
  };
  const indices = new Int32Array(length);
  for (let position = 0; position < length;) {
    const label = classes.next();
    if (images[label].length > 0) indices[position++] = streamOf(label).next();
  }
  return indices;
}
