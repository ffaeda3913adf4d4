import type { RegionSample } from '@ecm/core/model';

/** How many regions of an image a loss sees. */
export interface RegionQuota {
  /** Positives and negatives together. */
  readonly count: number;
  /** Largest share of positives. */
  readonly positiveFraction: number;
  /** At most this many negatives per positive (counted as at least one); −1: no bound. */
  readonly maxNegativesPerPositive?: number;
}

/** Takes `count` of `indices`, which are ascending and more than `count`. */
export type Choose = (indices: Int32Array, count: number) => Int32Array;

/**
 * Chooses positives and negatives up to a quota; what the positives leave free goes to the negatives.
 *
 * @param codes assignment of each region: −1 ignored, 0 negative, above 0 positive; int32 [n]
 * @param choose called only where there are more regions than wanted
 * @see mmdetection, core/bbox/samplers/base_sampler.py
 */
export function fillQuota(
  codes: Int32Array,
  { count, positiveFraction, maxNegativesPerPositive = -1 }: RegionQuota,
  choose: Choose,
): RegionSample {
  const take = (wanted: number, belongs: (code: number) => boolean): Int32Array => {
    const indices = indicesWhere(codes, belongs);
    return indices.length > wanted ? choose(indices, wanted).sort() : indices;
  };
  const positives = take(Math.trunc(count * positiveFraction), (code) => code > 0);
  const bound = maxNegativesPerPositive < 0 ? Infinity : Math.trunc(maxNegativesPerPositive * Math.max(1, positives.length));
  const negatives = take(Math.min(count - positives.length, bound), (code) => code === 0);
  return { positives, negatives };
}

function indicesWhere(codes: Int32Array, belongs: (code: number) => boolean): Int32Array {
  const indices = new Int32Array(codes.length);
  let length = 0;
  for (let i = 0; i < codes.length; i++) if (belongs(codes[i])) indices[length++] = i;
  return indices.slice(0, length);
}
