import type { Boxes, GroundTruth, ImageInfo, RandomStream } from '@ecm/core';
import type { BoxCoder } from '@ecm/core/model';

import { takeBoxes } from '../regions/take-boxes.js';
import { boxesPerTruth, jitterBoxes } from './jitter-boxes.js';

/** Regions around the ground truths of an image. */
export interface JitteredRegions {
  readonly boxes: Boxes;
  readonly labels: Int32Array;
  /** Coded change from each region to its ground truth, float32 [n · 4]. */
  readonly deltas: Float32Array;
}

/** How regions are made. */
export interface JitterOptions {
  readonly coder: BoxCoder;
  readonly random: RandomStream;
  /** Most regions of a class in one step. */
  readonly perClass: number;
  /** Regions of each class that earlier images of the step have given; counted up here [C]. */
  readonly taken: Int32Array;
}

/**
 * Sixteen regions around each ground truth of an image, without those that clamping has left without area, and of each class no
 * more than `perClass`: more would not be written in one step.
 */
export function jitteredRegions(
  { boxes: truths, labels: truthLabels }: GroundTruth,
  { width, height }: ImageInfo,
  { coder, random, perClass, taken }: JitterOptions,
): JitteredRegions {
  const uniforms = Float64Array.from({ length: 4 * boxesPerTruth }, () => random.uniform());
  const jittered = Float32Array.from(jitterBoxes(truths, uniforms, width, height));
  const kept: number[] = [];
  for (let i = 0; i < jittered.length / 4; i++) {
    const [x1, y1, x2, y2] = jittered.subarray(4 * i, 4 * i + 4);
    const label = truthLabels[Math.floor(i / boxesPerTruth)];
    if (x2 > x1 && y2 > y1 && taken[label]++ < perClass) kept.push(i);
  }
  const rows = Int32Array.from(kept);
  const truthOf = rows.map((i) => Math.floor(i / boxesPerTruth));
  const boxes = takeBoxes(jittered, rows);
  return { boxes, labels: truthOf.map((truth) => truthLabels[truth]), deltas: coder.encode(boxes, takeBoxes(truths, truthOf)) };
}
