/** A figure of two sets of detections and how sure their difference is. */
export interface PairedDifference {
  readonly a: number;
  readonly b: number;
  /** b − a. */
  readonly difference: number;
  /** Ends of the confidence interval of the difference. */
  readonly low: number;
  readonly high: number;
  /** Share of the resamples in which b is above a; where they are equal, half. */
  readonly shareAbove: number;
  /** Resamples that have ground truth for the figure. */
  readonly resamples: number;
}

/**
 * Percentile interval of a paired bootstrap: both figures of a resample come from the same drawn images.
 *
 * @param confidence share of the resamples inside the interval, e.g. 0.95
 * @see Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13
 */
export function pairedDifference(
  [a, b]: readonly [number, number],
  [resampledA, resampledB]: readonly [Float64Array, Float64Array],
  confidence: number,
): PairedDifference {
  const differences = resampledB.map((value, r) => value - resampledA[r]).filter((difference) => !Number.isNaN(difference));
  differences.sort();
  let above = 0;
  for (const difference of differences) above += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
  return {
    a,
    b,
    difference: b - a,
    low: quantile(differences, (1 - confidence) / 2),
    high: quantile(differences, (1 + confidence) / 2),
    shareAbove: above / differences.length,
    resamples: differences.length,
  };
}

/** Linear between neighbours, as numpy does by default; NaN without values. @param sorted ascending */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted.at(below) ?? NaN;
  const high = sorted.at(Math.min(below + 1, sorted.length - 1)) ?? NaN;
  return low + (place - below) * (high - low);
}
