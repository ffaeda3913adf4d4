/** What a golden file keeps of a large tensor (detector goldens, README section 3); gradients have fewer fields. */
export interface TensorSummary {
  readonly shape?: readonly number[];
  readonly sum: number;
  readonly l2?: number;
  readonly min?: number;
  readonly max?: number;
  readonly probes?: readonly number[];
}

/** @returns the flat indices of a summary's probes: one in each of `count` equal parts of `size` elements */
export function probeIndices(size: number, count: number): number[] {
  const parts = Math.min(count, size);
  return Array.from({ length: parts }, (_, k) => {
    const low = Math.floor((k * size) / parts);
    const high = Math.floor(((k + 1) * size) / parts);
    return low + ((k * 7919) % (high - low));
  });
}

/** @returns the Euclidean norm in double precision */
export function euclideanNorm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return Math.sqrt(sum);
}

/**
 * Compares a tensor with its summary.
 *
 * @param values in PyTorch's element order @param tolerance largest difference that is accepted at a probe whose value is `want`
 * @returns undefined if they agree, else what differs
 */
export function differenceFromSummary(
  values: ArrayLike<number>,
  summary: TensorSummary,
  tolerance: (want: number) => number,
): string | undefined {
  const size = summary.shape?.reduce((a, b) => a * b, 1) ?? values.length;
  if (values.length !== size) return `${size} elements expected, ${values.length} found`;
  const { probes = [] } = summary;
  const indices = probeIndices(size, probes.length);
  let worst: string | undefined;
  let excess = 0;
  indices.forEach((index, k) => {
    const difference = Math.abs(values[index] - probes[k]);
    const over = difference - tolerance(probes[k]);
    if (over > excess || Number.isNaN(over)) {
      excess = Number.isNaN(over) ? Infinity : over;
      worst = `element ${index}: ${probes[k]} expected, ${values[index]} found (difference ${difference})`;
    }
  });
  return worst;
}
