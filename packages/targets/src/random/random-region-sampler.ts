import type { RandomStream } from '@ecm/core';
import type { RegionSample, RegionSampler } from '@ecm/core/model';

import type { RegionQuota } from '../sampling/region-quota.js';
import { fillQuota } from '../sampling/region-quota.js';

/** Options of a region sampler; see the schema for sources. */
export interface RegionSamplerOptions extends RegionQuota {
  readonly addGroundTruths: boolean;
}

/**
 * Takes a uniform random subset of the positives and of the negatives. Draws from the stream only if there is a choice.
 *
 * @see mmdetection, core/bbox/samplers/random_sampler.py
 */
export class RandomRegionSampler implements RegionSampler {
  readonly addGroundTruths: boolean;
  readonly #quota: RegionQuota;

  constructor(options: RegionSamplerOptions) {
    this.addGroundTruths = options.addGroundTruths;
    this.#quota = options;
  }

  sample(codes: Int32Array, random: RandomStream): RegionSample {
    return fillQuota(codes, this.#quota, (indices, count) => randomSubset(indices, count, random));
  }
}

/** The start of a Fisher–Yates shuffle, in place. */
function randomSubset(indices: Int32Array, count: number, random: RandomStream): Int32Array {
  for (let i = 0; i < count; i++) {
    const j = i + random.integer(indices.length - i);
    const chosen = indices[j];
    indices[j] = indices[i];
    indices[i] = chosen;
  }
  return indices.subarray(0, count);
}
