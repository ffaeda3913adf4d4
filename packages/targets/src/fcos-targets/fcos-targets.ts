import type { Boxes } from '@ecm/core';

import { centerness } from './centerness.js';

const fround = Math.fround;

/** The points of one feature level and which objects they answer for. */
export interface PointLevel {
  /** x, y; float32 [p · 2] */
  readonly points: Float32Array;
  /** Distance of neighbouring points in pixels. */
  readonly stride: number;
  /** Largest side distance of the objects of this level, from and to, both inclusive. */
  readonly range: readonly [number, number] | readonly number[];
}

/** How points become positive; the plain FCOS config leaves both out. */
export interface FcosTargetOptions {
  /** Points must lie within this many strides of the object's middle ("center sampling", 1.5 in the improved config). */
  readonly centerRadius?: number;
  /** Divide distances by the stride (`norm_on_bbox` of the improved config). */
  readonly inStrides?: boolean;
}

/** Targets of the points of all levels, in order. */
export interface FcosTargets {
  /** 0 background, k + 1 for ground truth k; int32 [P] */
  readonly codes: Int32Array;
  /** l, t, r, b to the ground truth, 0 for background; float32 [P · 4] */
  readonly distances: Float32Array;
  /** Centerness of positives, 0 for background; float32 [P] */
  readonly centerness: Float32Array;
}

/** Object sizes of the levels P3 … P7. Source: FCOS, section 3.2; mmdetection, fcos_head.py, `regress_ranges`. */
export const FCOS_RANGES = [
  [-1, 64],
  [64, 128],
  [128, 256],
  [256, 512],
  [512, 1e8],
] as const;

/**
 * Gives each point the smallest object that contains it and is of its level's size.
 *
 * @param truths float32 [g · 4]
 * @see Tian et al., ICCV 2019; mmdetection, models/dense_heads/fcos_head.py, _get_target_single
 */
export function fcosTargets(levels: readonly PointLevel[], truths: Boxes, options: FcosTargetOptions = {}): FcosTargets {
  const total = levels.reduce((sum, { points }) => sum + points.length / 2, 0);
  const targets = { codes: new Int32Array(total), distances: new Float32Array(4 * total), centerness: new Float32Array(total) };
  let at = 0;
  for (const level of levels) {
    for (let i = 0; i < level.points.length; i += 2, at++) {
      const [x, y] = [level.points[i], level.points[i + 1]];
      const k = objectOf(x, y, level, truths, options.centerRadius);
      if (k < 0) continue;
      const sides = sidesOf(x, y, truths, k);
      targets.codes[at] = k + 1;
      targets.centerness[at] = centerness(sides);
      targets.distances.set(options.inStrides === true ? sides.map((side) => side / level.stride) : sides, 4 * at);
    }
  }
  return targets;
}

/** @returns the index of the smallest ground truth that takes the point, the first of equal ones; −1 for none */
function objectOf(x: number, y: number, { stride, range }: PointLevel, truths: Boxes, radius: number | undefined): number {
  let smallest = Infinity;
  let chosen = -1;
  for (let k = 0; 4 * k < truths.length; k++) {
    const [x1, y1, x2, y2] = [truths[4 * k], truths[4 * k + 1], truths[4 * k + 2], truths[4 * k + 3]];
    if (!(x > x1 && y > y1 && x < x2 && y < y2)) continue;
    const largest = fround(Math.max(x - x1, y - y1, x2 - x, y2 - y));
    if (largest < range[0] || largest > range[1]) continue;
    if (radius !== undefined && !isCentral(x, y, truths, k, fround(radius * stride))) continue;
    const area = fround(fround(x2 - x1) * fround(y2 - y1));
    if (area >= smallest) continue;
    smallest = area;
    chosen = k;
  }
  return chosen;
}

function sidesOf(x: number, y: number, truths: Boxes, k: number): Float32Array {
  return Float32Array.of(x - truths[4 * k], y - truths[4 * k + 1], truths[4 * k + 2] - x, truths[4 * k + 3] - y);
}

/** Whether the point lies strictly inside the square of half side `reach` around the middle of the ground truth. */
function isCentral(x: number, y: number, truths: Boxes, k: number, reach: number): boolean {
  const middleX = fround(fround(truths[4 * k] + truths[4 * k + 2]) / 2);
  const middleY = fround(fround(truths[4 * k + 1] + truths[4 * k + 3]) / 2);
  return x > fround(middleX - reach) && x < fround(middleX + reach) && y > fround(middleY - reach) && y < fround(middleY + reach);
}
