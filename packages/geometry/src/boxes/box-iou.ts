import type { Boxes } from '@ecm/core';

const fround = Math.fround;
/** Unions are at least this large, so that two empty boxes have IoU 0. Source: mmdetection, bbox_overlaps, `eps`. */
export const MIN_UNION = fround(1e-6);

/** Relation of two boxes that matrices are made of, in float32. */
type Relation = (intersection: number, areaA: number, areaB: number, enclosing: number) => number;

const union = (intersection: number, areaA: number, areaB: number): number =>
  Math.max(fround(fround(areaA + areaB) - intersection), MIN_UNION);

const iou: Relation = (intersection, areaA, areaB) => fround(intersection / union(intersection, areaA, areaB));

const iof: Relation = (intersection, areaA) => fround(intersection / Math.max(areaA, MIN_UNION));

const giou: Relation = (intersection, areaA, areaB, enclosing) => {
  const joined = union(intersection, areaA, areaB);
  const hull = Math.max(enclosing, MIN_UNION);
  return fround(fround(intersection / joined) - fround(fround(hull - joined) / hull));
};

/**
 * Intersection over union of all pairs of boxes.
 *
 * @param a float32 [n · 4] @param b float32 [m · 4]
 * @returns float32 [n · m], one row per box of `a`, computed in float32 as the reference does
 * @see mmdetection, core/bbox/iou_calculators/iou2d_calculator.py
 */
export function boxIouMatrix(a: Boxes, b: Boxes): Float32Array {
  return matrixOf(iou, a, b);
}

/** Intersection over the area of the box of `a`; otherwise as `boxIouMatrix`. */
export function boxIofMatrix(a: Boxes, b: Boxes): Float32Array {
  return matrixOf(iof, a, b);
}

/** Generalised IoU: IoU minus the empty share of the enclosing box; otherwise as `boxIouMatrix`. */
export function boxGiouMatrix(a: Boxes, b: Boxes): Float32Array {
  return matrixOf(giou, a, b);
}

/** IoU of box i of `a` with box i of `b`; float32 [n]. */
export function boxIouPairs(a: Boxes, b: Boxes): Float32Array {
  return pairsOf(iou, a, b);
}

/** IoF of box i of `a` with box i of `b`; float32 [n]. */
export function boxIofPairs(a: Boxes, b: Boxes): Float32Array {
  return pairsOf(iof, a, b);
}

/** GIoU of box i of `a` with box i of `b`; float32 [n]. */
export function boxGiouPairs(a: Boxes, b: Boxes): Float32Array {
  return pairsOf(giou, a, b);
}

/** @returns width times height of each box; float32 [n] */
export function boxAreas(boxes: Boxes): Float32Array {
  const areas = new Float32Array(boxes.length / 4);
  for (let i = 0; i < areas.length; i++) {
    areas[i] = fround(boxes[4 * i + 2] - boxes[4 * i]) * fround(boxes[4 * i + 3] - boxes[4 * i + 1]);
  }
  return areas;
}

function matrixOf(relation: Relation, a: Boxes, b: Boxes): Float32Array {
  const [areasA, areasB] = [boxAreas(a), boxAreas(b)];
  const matrix = new Float32Array(areasA.length * areasB.length);
  for (let i = 0, at = 0; i < areasA.length; i++) {
    for (let j = 0; j < areasB.length; j++, at++) matrix[at] = relate(relation, a, i, areasA[i], b, j, areasB[j]);
  }
  return matrix;
}

function pairsOf(relation: Relation, a: Boxes, b: Boxes): Float32Array {
  const [areasA, areasB] = [boxAreas(a), boxAreas(b)];
  return areasA.map((area, i) => relate(relation, a, i, area, b, i, areasB[i]));
}

function relate(relation: Relation, a: Boxes, i: number, areaA: number, b: Boxes, j: number, areaB: number): number {
  const [p, q] = [4 * i, 4 * j];
  const width = Math.max(fround(Math.min(a[p + 2], b[q + 2]) - Math.max(a[p], b[q])), 0);
  const height = Math.max(fround(Math.min(a[p + 3], b[q + 3]) - Math.max(a[p + 1], b[q + 1])), 0);
  const hullWidth = Math.max(fround(Math.max(a[p + 2], b[q + 2]) - Math.min(a[p], b[q])), 0);
  const hullHeight = Math.max(fround(Math.max(a[p + 3], b[q + 3]) - Math.min(a[p + 1], b[q + 1])), 0);
  return relation(fround(width * height), areaA, areaB, fround(hullWidth * hullHeight));
}
