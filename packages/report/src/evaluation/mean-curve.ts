import type { ClassCurves } from './evaluation-record.js';

/** One point of a precision–recall curve, both in per cent. */
export type CurvePoint = readonly [recall: number, precision: number];

/**
 * Mean precision of classes at each recall: the area under it is their mean AP.
 *
 * @param threshold position of the IoU threshold; absent for the mean over all of them
 */
export function meanCurve(classes: readonly ClassCurves[], threshold?: number): CurvePoint[] {
  const rows = classes.flatMap(({ precision }) => (threshold === undefined ? precision : [precision[threshold]]));
  if (rows.length === 0) return [];
  return Array.from({ length: rows[0].length }, (_, point) => {
    let sum = 0;
    for (const row of rows) sum += row[point];
    return [point, (100 * sum) / rows.length] as const;
  });
}
