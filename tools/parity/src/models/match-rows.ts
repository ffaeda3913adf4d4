import type { Boxes } from '@ecm/core';
import type { Proposals } from '@ecm/core/model';

/** @returns the largest difference of a corner between box i and a row that starts with x1, y1, x2, y2; pixels */
export function boxDifference(boxes: Boxes, i: number, row: readonly number[]): number {
  return Math.max(...[0, 1, 2, 3].map((k) => Math.abs(boxes[4 * i + k] - row[k])));
}

/**
 * Looks for each row x1, y1, x2, y2, score among proposals, within 0.02 pixel and a score of 1e-4.
 *
 * @returns undefined if all are there
 */
export function matchRows({ boxes, scores }: Proposals, rows: readonly (readonly number[])[], allowedMissing = 0): string | undefined {
  const missing = rows.filter((row, place) => !isAt(place, row) && !scores.some((_, i) => isAt(i, row)));
  function isAt(i: number, row: readonly number[]): boolean {
    return i < scores.length && Math.abs(scores[i] - row[4]) <= 1e-4 && boxDifference(boxes, i, row) <= 0.02;
  }
  return missing.length <= allowedMissing ? undefined : `${missing.length} of ${rows.length} not found, first ${String(missing[0])}`;
}
