import type { RegionSample, RegionSampler } from '@ecm/core/model';

import type { RegionSamplerOptions } from '../random/random-region-sampler.js';
import type { RegionQuota } from '../sampling/region-quota.js';
import { fillQuota } from '../sampling/region-quota.js';

/** Takes the first positives and the first negatives: for runs that are compared with another implementation. */
export class FirstRegionSampler implements RegionSampler {
  readonly addGroundTruths: boolean;
  readonly #quota: RegionQuota;

  constructor(options: RegionSamplerOptions) {
    this.addGroundTruths = options.addGroundTruths;
    this.#quota = options;
  }

  sample(codes: Int32Array): RegionSample {
    return fillQuota(codes, this.#quota, (indices, count) => indices.subarray(0, count));
  }
}
