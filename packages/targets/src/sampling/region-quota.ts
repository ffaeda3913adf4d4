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
  const take = (indices: Int32Array, wanted: number): Int32Array => (indices.length > wanted ? choose(indices, wanted).sort() : indices);
  const found = indicesByKind(codes);
  const positives = take(found.positives, Math.trunc(count * positiveFraction));
  const bound = maxNegativesPerPositive < 0 ? Infinity : Math.trunc(maxNegativesPerPositive * Math.max(1, positives.length));
  const negatives = take(found.negatives, Math.min(count - positives.length, bound));
  return { positives, negatives };
}

function indicesByKind(codes: Int32Array): RegionSample {
  const [positives, negatives] = [new Int32Array(codes.length), new Int32Array(codes.length)];
  let [positive, negative] = [0, 0];
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] > 0) positives[positive++] = i;
    else if (codes[i] === 0) negatives[negative++] = i;
  }
  return { positives: positives.subarray(0, positive), negatives: negatives.subarray(0, negative) };
}
