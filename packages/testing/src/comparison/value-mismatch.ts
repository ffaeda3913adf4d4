/** Accepted difference: |got − want| ≤ absolute + relative · |want|. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/** Detector goldens, README section 4: forward values of ops and small modules. */
export const forwardTolerance: Tolerance = { absolute: 1e-5, relative: 1e-4 };

/** Detector goldens, README section 4: gradients of ops. */
export const gradientTolerance: Tolerance = { absolute: 1e-5, relative: 1e-3 };

/**
 * Compares all values with expected ones of the same order.
 *
 * @returns undefined if all are within the tolerance, else the element that is furthest out
 */
export function valueMismatch(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  { absolute, relative }: Tolerance = forwardTolerance,
): string | undefined {
  if (got.length !== want.length) return `${want.length} elements expected, ${got.length} found`;
  let worst: string | undefined;
  let excess = 1;
  for (let i = 0; i < want.length; i++) {
    const ratio = Math.abs(got[i] - want[i]) / (absolute + relative * Math.abs(want[i]));
    if (ratio <= excess) continue;
    excess = Number.isNaN(ratio) ? Infinity : ratio;
    worst = `element ${i}: ${want[i]} expected, ${got[i]} found`;
  }
  return worst;
}
