import type { Boxes } from '@ecm/core';
import { ShapeError } from '@ecm/core';

import { clipBoxes } from './transform-boxes.js';

/**
 * Distances of points to the left, top, right and bottom side of boxes.
 *
 * @param points x, y; float32 [n · 2] @param boxes float32 [n · 4]
 * @returns l, t, r, b; float32 [n · 4]; negative where the point lies outside
 * @see mmdetection, core/bbox/transforms.py, bbox2distance
 */
export function encodeDistances(points: Float32Array, boxes: Boxes): Float32Array {
  checkPoints('encodeDistances: boxes', points, boxes);
  return boxes.map((corner, i) => {
    const coordinate = points[2 * (i >> 2) + (i & 1)];
    return (i & 2) === 0 ? coordinate - corner : corner - coordinate;
  });
}

/**
 * Boxes around points from the distances to their sides; undoes `encodeDistances`.
 *
 * @param limit clips corners to `[0, width] × [0, height]`
 * @see mmdetection, core/bbox/transforms.py, distance2bbox
 */
export function decodeDistances(
  points: Float32Array,
  distances: Float32Array,
  limit?: { readonly height: number; readonly width: number },
): Boxes {
  checkPoints('decodeDistances: distances', points, distances);
  const boxes = distances.map((distance, i) => {
    const coordinate = points[2 * (i >> 2) + (i & 1)];
    return (i & 2) === 0 ? coordinate - distance : coordinate + distance;
  });
  return limit === undefined ? boxes : clipBoxes(boxes, limit.height, limit.width);
}

function checkPoints(where: string, points: Float32Array, values: Float32Array): void {
  if (values.length !== 2 * points.length) throw new ShapeError(where, `[${2 * points.length}], four numbers per point`, [values.length]);
}
