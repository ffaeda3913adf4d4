import type { Boxes, Detections, ImageInfo } from '@ecm/core';
import type { BoxCoder } from '@ecm/core/model';
import { descendingOrder, groupedNonMaximumSuppression, unscaleBoxes } from '@ecm/geometry';

import { takeBoxes } from './take-boxes.js';

/** Which detections of an image are kept. */
export interface DetectionLimits {
  /** Scores must be above. */
  readonly scoreThreshold: number;
  /** Of two boxes of a class that overlap by more, the lower score goes. */
  readonly iouThreshold: number;
  readonly maxPerImage: number;
}

/** What a box head says about the R regions of one image, on the host. */
export interface ScoredRegions {
  /** Float32 [R · 4], network-input pixels. */
  readonly boxes: Boxes;
  /** Number C of foreground classes. */
  readonly classes: number;
  /** Float32 [R · (C + 1)], background last; a loss without background may leave that column out. */
  readonly scores: Float32Array;
  /** Float32 [R · 4], or [R · 4 · C] with one change per class. */
  readonly deltas: Float32Array;
}

/**
 * Turns scored regions into detections: every pair of region and class above the threshold is a candidate; overlaps are suppressed
 * per class, in pixels of the original image; the best stay.
 *
 * Candidates are worked off in order of score and only as far as needed: a suppression that starts from the best is the same
 * for any longer list.
 *
 * @see mmdetection's BBoxHead.get_bboxes and multiclass_nms
 */
export function selectDetections(regions: ScoredRegions, coder: BoxCoder, info: ImageInfo, limits: DetectionLimits): Detections {
  const candidates = candidatesAbove(regions, limits.scoreThreshold);
  for (let length = 4 * limits.maxPerImage; ; length *= 4) {
    const pairs = candidates.subarray(0, length);
    const boxes = boxesOfPairs(regions, pairs, coder, info);
    const scores = scoresOf(regions, pairs);
    const labels = pairs.map((pair) => pair % regions.classes);
    const kept = groupedNonMaximumSuppression(boxes, scores, labels, limits.iouThreshold).subarray(0, limits.maxPerImage);
    if (kept.length === limits.maxPerImage || length >= candidates.length) {
      return {
        boxes: takeBoxes(boxes, kept),
        scores: Float32Array.from(kept, (index) => scores[index]),
        labels: kept.map((index) => labels[index]),
      };
    }
  }
}

/** @returns the scores of pairs `region · C + class` */
function scoresOf({ boxes, classes, scores }: ScoredRegions, pairs: ArrayLike<number>): Float32Array {
  const extraColumns = scores.length / (boxes.length / 4) - classes;
  return Float32Array.from(pairs, (pair) => scores[pair + extraColumns * Math.floor(pair / classes)]);
}

/** @returns pairs `region · C + class` with a score above the threshold, best first */
function candidatesAbove(regions: ScoredRegions, threshold: number): Int32Array {
  const { boxes, classes, scores } = regions;
  const count = boxes.length / 4;
  const columns = scores.length / count;
  const pairs: number[] = [];
  for (let region = 0; region < count; region++) {
    for (let label = 0; label < classes; label++) {
      if (scores[region * columns + label] > threshold) pairs.push(region * classes + label);
    }
  }
  return descendingOrder(scoresOf(regions, pairs)).map((index) => pairs[index]);
}

/** Decodes, clips and scales the boxes of pairs to the original image. */
function boxesOfPairs({ boxes, deltas, classes }: ScoredRegions, pairs: Int32Array, coder: BoxCoder, info: ImageInfo): Boxes {
  const perClass = deltas.length !== boxes.length;
  const regions = pairs.map((pair) => Math.floor(pair / classes));
  const decoded = coder.decode(takeBoxes(boxes, regions), takeBoxes(deltas, perClass ? pairs : regions), {
    height: info.height,
    width: info.width,
  });
  return unscaleBoxes(decoded, info.scaleX, info.scaleY);
}
