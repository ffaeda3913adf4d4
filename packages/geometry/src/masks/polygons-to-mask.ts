import type { RunLengthMask } from '@ecm/core';

import { ColumnMarks } from './column-marks.js';
import { uniteMasks } from './merge-masks.js';

/** Corners are rounded to a grid of this many points per pixel. */
const UPSAMPLING = 5;
/** Position of a pixel's centre on that grid. */
const CENTRE = 2;

/**
 * Rasterises the polygons of one object, each on its own, and unites them.
 *
 * Pixel centres lie at integer + 0.5; self-overlaps of one polygon toggle; parts outside the image are cut off.
 *
 * @param polygons corners `x0, y0, x1, y1, …` in pixels; an odd trailing number is dropped
 * @see cocoapi, common/maskApi.c, rleFrPoly
 */
export function polygonsToMask(polygons: readonly ArrayLike<number>[], height: number, width: number): RunLengthMask {
  if (polygons.length === 0) return { height, width, counts: Uint32Array.of(height * width) };
  return uniteMasks(polygons.map((polygon) => polygonToMask(polygon, height, width)));
}

/**
 * `polygonsToMask` of corners on the grid that rasterising begins with, `trunc(5 v + 0.5)` of each coordinate v: for whoever keeps
 * many polygons, since such corners are integers.
 */
export function gridPolygonsToMask(polygons: readonly Int32Array[], height: number, width: number): RunLengthMask {
  if (polygons.length === 0) return { height, width, counts: Uint32Array.of(height * width) };
  return uniteMasks(polygons.map((polygon) => rasterise(polygon, polygon.length >> 1, height, width)));
}

let corners = new Float64Array(256);

/** Rasterises one polygon; see `polygonsToMask`. */
export function polygonToMask(polygon: ArrayLike<number>, height: number, width: number): RunLengthMask {
  const length = 2 * (polygon.length >> 1);
  if (length > corners.length) corners = new Float64Array(2 * length);
  for (let i = 0; i < length; i++) corners[i] = Math.trunc(UPSAMPLING * polygon[i] + 0.5);
  return rasterise(corners, length >> 1, height, width);
}

const marks = new ColumnMarks();

/** @param points corners `x0, y0, x1, y1, …` on the grid, `count` of them */
function rasterise(points: Float64Array | Int32Array, count: number, height: number, width: number): RunLengthMask {
  marks.clear();
  if (count > 0) {
    let x0 = points[2 * count - 2];
    let y0 = points[2 * count - 1];
    for (let i = 0; i < count; i++) {
      const x1 = points[2 * i];
      const y1 = points[2 * i + 1];
      markEdge(x0, y0, x1, y1, height, width);
      x0 = x1;
      y0 = y1;
    }
  }
  return { height, width, counts: countsBetween(marks.sorted(height, width)) };
}

/**
 * Marks, in every pixel column whose centre line the edge crosses, the first pixel below the crossing.
 *
 * The reference walks all grid points of the edge and keeps the steps from column centre to the next grid column; here
 * only those steps are computed, with the same arithmetic. Steps between edges never count: neighbouring edges share a point.
 */
function markEdge(xFrom: number, yFrom: number, xTo: number, yTo: number, height: number, width: number): void {
  const dx = Math.abs(xTo - xFrom);
  if (dx === 0) return;
  const dy = Math.abs(yTo - yFrom);
  const alongX = dx >= dy;
  // Both directions of an edge use the numbers of the one that ascends along the longer side.
  const swap = alongX ? xFrom > xTo : yFrom > yTo;
  const x0 = swap ? xTo : xFrom;
  const y0 = swap ? yTo : yFrom;
  const x1 = swap ? xFrom : xTo;
  const y1 = swap ? yFrom : yTo;
  const slope = alongX ? (y1 - y0) / dx : (x1 - x0) / dy;
  const firstColumn = Math.max(0, Math.ceil((Math.min(x0, x1) - CENTRE) / UPSAMPLING));
  const lastColumn = Math.min(width - 1, Math.floor((Math.max(x0, x1) - 1 - CENTRE) / UPSAMPLING));
  for (let column = firstColumn; column <= lastColumn; column++) {
    const u = UPSAMPLING * column + CENTRE;
    const v = alongX
      ? Math.min(Math.trunc(y0 + slope * (u - x0) + 0.5), Math.trunc(y0 + slope * (u + 1 - x0) + 0.5))
      : y0 + stepBetween(x0, slope, dy, u);
    marks.add(column, Math.ceil(Math.min(Math.max((v + 0.5) / UPSAMPLING - 0.5, 0), height)));
  }
}

/** @returns the step t along a steep edge with x between grid columns `u` and `u + 1` at t and t + 1 */
function stepBetween(x0: number, slope: number, steps: number, u: number): number {
  // The rounding point u + 0.5 is reached about here; the exact step is next to it.
  let t = Math.min(Math.max(Math.ceil((u + 0.5 - x0) / slope), 1), steps);
  while (t > 1 && hasPassed(x0, slope, t - 1, u)) t--;
  while (t < steps && !hasPassed(x0, slope, t, u)) t++;
  return t - 1;
}

/** @returns whether the edge is beyond the grid column `u` at step t */
function hasPassed(x0: number, slope: number, t: number, u: number): boolean {
  const x = Math.trunc(x0 + slope * t + 0.5);
  return slope > 0 ? x > u : x <= u;
}

let runs = new Uint32Array(256);

/** Differences of sorted positions as run lengths; equal positions cancel out. */
function countsBetween(positions: Uint32Array): Uint32Array {
  if (positions.length > runs.length) runs = new Uint32Array(2 * positions.length);
  const counts = runs;
  counts[0] = positions[0];
  let length = 1;
  for (let i = 1; i < positions.length; i++) {
    const difference = positions[i] - positions[i - 1];
    if (difference > 0) {
      counts[length++] = difference;
    } else if (++i < positions.length) {
      counts[length - 1] += positions[i] - positions[i - 1];
    }
  }
  return counts.slice(0, length);
}
