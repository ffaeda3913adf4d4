import type { Boxes, GroundTruth, RandomStream } from '@ecm/core';
import type { Assigner, PositiveRegions, RegionSampler } from '@ecm/core/model';

import { takeBoxes } from './take-boxes.js';

/** The regions of one image that a box head learns from: positives first, then negatives, each in ascending order. */
export interface SampledRegions {
  readonly boxes: Boxes;
  readonly positives: PositiveRegions;
  /** Ground truth box of each positive, float32 [P · 4]. */
  readonly positiveTruths: Boxes;
  /** 1 for positives that are added ground truths, uint8 [P]. */
  readonly positiveIsTruth: Uint8Array;
}

/** Who decides about regions. */
export interface RegionSamplingParts {
  readonly assigner: Assigner;
  readonly sampler: RegionSampler;
}

/**
 * Assigns proposals to ground truths and samples among them. If the sampler asks for it, the ground truths themselves stand in
 * front of the proposals, each assigned to itself; they take no part in the assignment of the proposals.
 *
 * @see mmdetection's MaxIoUAssigner and RandomSampler (add_gt_as_proposals)
 */
export function sampleRegions(
  proposals: Boxes,
  truth: GroundTruth,
  { assigner, sampler }: RegionSamplingParts,
  random: RandomStream,
): SampledRegions {
  const assigned = assigner.assign(proposals, truth.boxes).codes;
  const added = sampler.addGroundTruths ? truth.labels.length : 0;
  const candidates = new Float32Array(4 * added + proposals.length);
  candidates.set(truth.boxes.subarray(0, 4 * added));
  candidates.set(proposals, 4 * added);
  const codes = new Int32Array(added + assigned.length);
  for (let i = 0; i < added; i++) codes[i] = i + 1;
  codes.set(assigned, added);
  const { positives, negatives } = sampler.sample(codes, random);
  const truthIndices = positives.map((index) => codes[index] - 1);
  const rows = new Int32Array(positives.length + negatives.length);
  rows.set(positives);
  rows.set(negatives, positives.length);
  return {
    boxes: takeBoxes(candidates, rows),
    positives: { boxes: takeBoxes(candidates, positives), truthIndices, labels: truthIndices.map((index) => truth.labels[index]) },
    positiveTruths: takeBoxes(truth.boxes, truthIndices),
    positiveIsTruth: Uint8Array.from(positives, (index) => (index < added ? 1 : 0)),
  };
}
