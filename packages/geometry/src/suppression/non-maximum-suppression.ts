import type { Boxes } from '@ecm/core';
import { ShapeError } from '@ecm/core';

import { descendingOrder } from './descending-order.js';
import { suppressOverlaps } from './suppress-overlaps.js';

/**
 * Greedy non-maximum suppression: keeps the best box, drops all with IoU **above** the threshold, and goes on.
 *
 * Float32 arithmetic without `+ 1` and without epsilon; an IoU of 0/0 suppresses nothing.
 *
 * @param boxes float32 [n · 4] @param scores float32 [n]
 * @returns indices of the boxes kept, best first, equal scores by index; int32
 * @throws ShapeError if there are not four numbers per score
 * @see mmcv 1.x, ops/csrc/pytorch/cpu/nms.cpp
 */
export function nonMaximumSuppression(boxes: Boxes, scores: Float32Array, iouThreshold: number): Int32Array {
  checkBoxes('nonMaximumSuppression', boxes, scores);
  const order = descendingOrder(scores);
  return keptOf(order, suppressOverlaps(boxes, order, iouThreshold));
}

/**
 * Non-maximum suppression within groups (classes or levels): boxes of different groups never suppress each other.
 *
 * @param boxes float32 [n · 4] @param scores float32 [n] @param groups group of each box, from 0; int32 [n]
 * @returns indices of the boxes kept in all groups together, best first, equal scores by index; int32
 */
export function groupedNonMaximumSuppression(boxes: Boxes, scores: Float32Array, groups: Int32Array, iouThreshold: number): Int32Array {
  checkBoxes('groupedNonMaximumSuppression', boxes, scores);
  const order = descendingOrder(scores);
  const ends = new Uint32Array(groups.reduce((most, group) => Math.max(most, group), 0) + 2);
  for (const group of groups) ends[group + 1]++;
  for (let group = 1; group < ends.length; group++) ends[group] += ends[group - 1];
  // Stable, so each group's part is in the order of scores.
  const byGroup = new Int32Array(order.length);
  for (const index of order) byGroup[ends[groups[index]]++] = index;
  const kept = new Uint8Array(order.length);
  let start = 0;
  // After the distribution each entry is the end of its group.
  for (let group = 0; group < ends.length - 1; group++) {
    suppressOverlaps(boxes, byGroup.subarray(start, ends[group]), iouThreshold, kept);
    start = ends[group];
  }
  return keptOf(order, kept);
}

/**
 * The reference's way to keep groups apart: shifts every box by its group times the largest coordinate + 1 and suppresses once.
 *
 * With many groups the shifts cost float32 digits and change results near the threshold. For comparison only: use
 * `groupedNonMaximumSuppression`.
 *
 * @see mmcv 1.x, ops/nms.py, batched_nms
 */
export function shiftedNonMaximumSuppression(boxes: Boxes, scores: Float32Array, groups: Int32Array, iouThreshold: number): Int32Array {
  checkBoxes('shiftedNonMaximumSuppression', boxes, scores);
  const largest = boxes.reduce((most, corner) => Math.max(most, corner), -Infinity);
  const step = Math.fround(largest + 1);
  const shifted = boxes.map((corner, i) => corner + Math.fround(groups[i >> 2] * step));
  return nonMaximumSuppression(shifted, scores, iouThreshold);
}

function keptOf(order: Int32Array, kept: Uint8Array): Int32Array {
  return order.filter((index) => kept[index] === 1);
}

function checkBoxes(name: string, boxes: Boxes, scores: Float32Array): void {
  if (boxes.length !== 4 * scores.length) throw new ShapeError(`${name}: boxes`, `4 · ${scores.length} scores long`, [boxes.length]);
}
