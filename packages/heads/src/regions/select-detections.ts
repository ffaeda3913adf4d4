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
  /** Float32 [R · (C + 1)], background last. */
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
  const count = regions.boxes.length / 4;
  const classes = count === 0 ? 0 : regions.scores.length / count - 1;
  const candidates = candidatesAbove(regions.scores, classes, limits.scoreThreshold);
  for (let length = 4 * limits.maxPerImage; ; length *= 4) {
    const pairs = candidates.subarray(0, length);
    const boxes = boxesOfPairs(regions, pairs, classes, coder, info);
    const scores = Float32Array.from(pairs, (pair) => scoreOf(regions.scores, pair, classes));
    const labels = pairs.map((pair) => pair % classes);
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

/** Score of pair `region · C + class`; the scores have one column more. */
function scoreOf(scores: Float32Array, pair: number, classes: number): number {
  return scores[pair + Math.floor(pair / classes)];
}

/** @returns pairs `region · C + class` with a score above the threshold, best first */
function candidatesAbove(scores: Float32Array, classes: number, threshold: number): Int32Array {
  const pairs: number[] = [];
  for (let at = 0, column = 0, pair = 0; at < scores.length; at++) {
    if (column === classes) {
      column = 0;
      continue;
    }
    if (scores[at] > threshold) pairs.push(pair);
    pair++;
    column++;
  }
  const order = descendingOrder(Float32Array.from(pairs, (pair) => scoreOf(scores, pair, classes)));
  return order.map((index) => pairs[index]);
}

/** Decodes, clips and scales the boxes of pairs to the original image. */
function boxesOfPairs({ boxes, deltas }: ScoredRegions, pairs: Int32Array, classes: number, coder: BoxCoder, info: ImageInfo): Boxes {
  const perClass = deltas.length !== boxes.length;
  const regions = pairs.map((pair) => Math.floor(pair / classes));
  const decoded = coder.decode(takeBoxes(boxes, regions), takeBoxes(deltas, perClass ? pairs : regions), {
    height: info.height,
    width: info.width,
  });
  return unscaleBoxes(decoded, info.scaleX, info.scaleY);
}
