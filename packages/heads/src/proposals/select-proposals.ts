import type { Boxes, ImageInfo } from '@ecm/core';
import type { BoxCoder, Proposals } from '@ecm/core/model';
import { descendingOrder, groupedNonMaximumSuppression } from '@ecm/geometry';

import { takeBoxes } from '../regions/take-boxes.js';

/** Which anchors of an image become proposals. */
export interface ProposalLimits {
  /** Best anchors of each level that go on. */
  readonly maxPerLevel: number;
  /** Of two boxes of a level that overlap by more, the lower score goes. */
  readonly iouThreshold: number;
  readonly maxPerImage: number;
  /** Sides must be longer, in pixels. */
  readonly minSize: number;
}

/** What a dense head says about the anchors of one image, all levels joined, on the host. */
export interface ScoredAnchors {
  /** Float32 [n · 4], network-input pixels. */
  readonly anchors: Boxes;
  /** Number of anchors of each level. */
  readonly levelSizes: readonly number[];
  /** Objectness logits, float32 [n]. */
  readonly logits: Float32Array;
  /** Coded box changes, float32 [n · 4]. */
  readonly deltas: Float32Array;
}

/**
 * Turns scored anchors into proposals: the best of each level are decoded and clipped to the image, empty boxes dropped, overlaps
 * suppressed per level, the best of all levels kept. Anchors are ranked by logit, which tells apart what a float32 sigmoid may not.
 *
 * @see mmdetection's RPNHead._bbox_post_process
 */
export function selectProposals(scored: ScoredAnchors, coder: BoxCoder, info: ImageInfo, limits: ProposalLimits): Proposals {
  const { rows, levels } = bestOfLevels(scored, limits.maxPerLevel);
  const decoded = coder.decode(takeBoxes(scored.anchors, rows), takeBoxes(scored.deltas, rows), { height: info.height, width: info.width });
  const candidates = Int32Array.from(rows.keys()).filter((i) => isLarger(decoded, i, limits.minSize));
  const boxes = takeBoxes(decoded, candidates);
  const logits = Float32Array.from(candidates, (i) => scored.logits[rows[i]]);
  const groups = candidates.map((i) => levels[i]);
  const kept = groupedNonMaximumSuppression(boxes, logits, groups, limits.iouThreshold).subarray(0, limits.maxPerImage);
  return { boxes: takeBoxes(boxes, kept), scores: Float32Array.from(kept, (i) => 1 / (1 + Math.exp(-logits[i]))) };
}

function bestOfLevels({ levelSizes, logits }: ScoredAnchors, maxPerLevel: number): { rows: Int32Array; levels: Int32Array } {
  const rows: number[] = [];
  const levels: number[] = [];
  let start = 0;
  levelSizes.forEach((size, level) => {
    const order = size > maxPerLevel ? descendingOrder(logits.subarray(start, start + size)).subarray(0, maxPerLevel) : undefined;
    const count = Math.min(size, maxPerLevel);
    for (let i = 0; i < count; i++) {
      rows.push(start + (order?.[i] ?? i));
      levels.push(level);
    }
    start += size;
  });
  return { rows: Int32Array.from(rows), levels: Int32Array.from(levels) };
}

function isLarger(boxes: Boxes, i: number, minSize: number): boolean {
  return boxes[4 * i + 2] - boxes[4 * i] > minSize && boxes[4 * i + 3] - boxes[4 * i + 1] > minSize;
}
