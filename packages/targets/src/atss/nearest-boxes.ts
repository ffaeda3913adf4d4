import type { Boxes } from '@ecm/core';

/** The middle of a box. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** @returns the middle of box `index` */
export function centreOf(boxes: Boxes, index: number): Point {
  return { x: (boxes[4 * index] + boxes[4 * index + 2]) / 2, y: (boxes[4 * index + 1] + boxes[4 * index + 3]) / 2 };
}

/**
 * The boxes `[start, end)` whose middles lie nearest to a point; of equally distant ones those with the lower index.
 *
 * @param count how many, or all if there are fewer
 * @returns indices, nearest first
 */
export function nearestBoxes(boxes: Boxes, start: number, end: number, point: Point, count: number): number[] {
  const nearest: number[] = [];
  const distances: number[] = [];
  for (let index = start; index < end; index++) {
    const { x, y } = centreOf(boxes, index);
    const distance = (x - point.x) ** 2 + (y - point.y) ** 2;
    if (nearest.length === count && distance >= distances[count - 1]) continue;
    let place = nearest.length;
    while (place > 0 && distances[place - 1] > distance) place--;
    nearest.splice(place, 0, index);
    distances.splice(place, 0, distance);
    if (nearest.length > count) {
      nearest.pop();
      distances.pop();
    }
  }
  return nearest;
}
