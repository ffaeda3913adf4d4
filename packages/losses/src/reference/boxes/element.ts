/** A value and its derivative. */
export interface ValueAndSlope {
  readonly value: number;
  readonly slope: number;
}

/** |d|; its slope at 0 is 0. */
export function absoluteError(d: number): ValueAndSlope {
  return { value: Math.abs(d), slope: Math.sign(d) };
}

/** d²/(2β) below β, |d| − β/2 above. @param beta > 0, where the parabola ends */
export function smoothAbsoluteError(d: number, beta: number): ValueAndSlope {
  const size = Math.abs(d);
  return size < beta ? { value: (size * size) / (2 * beta), slope: d / beta } : { value: size - beta / 2, slope: Math.sign(d) };
}
