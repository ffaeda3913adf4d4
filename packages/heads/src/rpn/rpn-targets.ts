import type { Boxes, GroundTruth, RandomStream } from '@ecm/core';
import type { Assigner, BoxCoder, RegionSampler } from '@ecm/core/model';

import { takeBoxes } from '../regions/take-boxes.js';

/** What the anchors of one image shall answer; indices are into the image's whole anchor list. */
export interface RpnTargets {
  readonly positives: Int32Array;
  readonly negatives: Int32Array;
  /** Coded box changes of the positives, float32 [P · 4]. */
  readonly deltas: Float32Array;
}

/** Who decides about anchors. */
export interface RpnTargetParts {
  readonly assigner: Assigner;
  readonly sampler: RegionSampler;
  readonly coder: BoxCoder;
}

/**
 * Assigns the anchors inside an image to its ground truths and samples among them.
 *
 * @param anchors all anchors, float32 [n · 4] @param inside indices of those that take part
 */
export function rpnTargets(
  anchors: Boxes,
  inside: Int32Array,
  truth: GroundTruth,
  { assigner, sampler, coder }: RpnTargetParts,
  random: RandomStream,
): RpnTargets {
  const { codes } = assigner.assign(takeBoxes(anchors, inside), truth.boxes);
  const sample = sampler.sample(codes, random);
  const positives = sample.positives.map((i) => inside[i]);
  const truths = takeBoxes(
    truth.boxes,
    sample.positives.map((i) => codes[i] - 1),
  );
  return {
    positives,
    negatives: sample.negatives.map((i) => inside[i]),
    deltas: coder.encode(takeBoxes(anchors, positives), truths),
  };
}
