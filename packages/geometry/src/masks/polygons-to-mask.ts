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
  const [left, right] = xFrom < xTo ? [xFrom, xTo] : [xTo, xFrom];
  const first = Math.max(0, Math.ceil((left - CENTRE) / UPSAMPLING));
  const last = Math.min(width - 1, Math.floor((right - 1 - CENTRE) / UPSAMPLING));
  if (first > last) return;
  // Both directions of an edge use the numbers of the one that ascends along the longer side.
  if (right - left >= Math.abs(yTo - yFrom)) {
    const swap = xFrom > xTo;
    markFlatEdge(left, swap ? yTo : yFrom, (swap ? yFrom - yTo : yTo - yFrom) / (right - left), first, last, height);
  } else {
    const swap = yFrom > yTo;
    const [x, y, steps] = swap ? [xTo, yTo, yFrom - yTo] : [xFrom, yFrom, yTo - yFrom];
    markSteepEdge(x, y, (swap ? xFrom - xTo : xTo - xFrom) / steps, steps, first, last, height);
  }
}

/** The upper one of the grid points left and right of the crossing counts: the left one where the edge goes down. */
function markFlatEdge(x: number, y: number, slope: number, first: number, last: number, height: number): void {
  const origin = x - CENTRE - (slope < 0 ? 1 : 0);
  for (let column = first; column <= last; column++) {
    marks.add(column, pixelBelow(y + slope * (UPSAMPLING * column - origin) + 0.5, height));
  }
}

function markSteepEdge(x: number, y: number, slope: number, steps: number, first: number, last: number, height: number): void {
  const inverse = 1 / slope;
  for (let column = first; column <= last; column++) {
    const u = UPSAMPLING * column + CENTRE;
    // The rounding point u + 0.5 is reached about here; the exact step is next to it.
    let t = Math.min(Math.max(Math.ceil((u + 0.5 - x) * inverse), 1), steps);
    while (t > 1 && hasPassed(x, slope, t - 1, u)) t--;
    while (t < steps && !hasPassed(x, slope, t, u)) t++;
    marks.add(column, pixelBelow(y + t - 1, height));
  }
}

/** @returns whether the edge is beyond the grid column `u` at step t */
function hasPassed(x: number, slope: number, t: number, u: number): boolean {
  const reached = Math.trunc(x + slope * t + 0.5);
  return slope > 0 ? reached > u : reached <= u;
}

/** @param v row on the grid, its fraction is dropped @returns the first pixel whose centre is not above it, at most the height */
function pixelBelow(v: number, height: number): number {
  const row = Math.min(Math.max(v, 0), UPSAMPLING * height) | 0;
  return ((row + CENTRE) / UPSAMPLING) | 0;
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
