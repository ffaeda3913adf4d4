import type { BoxCoder } from '@ecm/core/model';

import type { RegionTargets } from './region-losses.js';
import type { SampledRegions } from './sample-regions.js';

/**
 * What a box head shall answer for the sampled regions of a batch.
 *
 * @param truths number of ground truths of each image @param classes number C of foreground classes; label C is the background
 */
export function regionTargets(
  samples: readonly SampledRegions[],
  truths: readonly number[],
  coder: BoxCoder,
  classes: number,
): RegionTargets {
  const count = samples.reduce((sum, { boxes }) => sum + boxes.length / 4, 0);
  const labels = new Int32Array(count).fill(classes);
  const objects = new Int32Array(count).fill(-1);
  const positiveRows: number[] = [];
  const deltas: number[] = [];
  let row = 0;
  let firstObject = 0;
  for (const [image, { boxes, positives, positiveTruths }] of samples.entries()) {
    labels.set(positives.labels, row);
    for (const [i, truth] of positives.truthIndices.entries()) {
      objects[row + i] = firstObject + truth;
      positiveRows.push(row + i);
    }
    for (const delta of coder.encode(positives.boxes, positiveTruths)) deltas.push(delta);
    row += boxes.length / 4;
    firstObject += truths[image];
  }
  return { labels, objects, positiveRows: Int32Array.from(positiveRows), deltas: Float32Array.from(deltas) };
}
