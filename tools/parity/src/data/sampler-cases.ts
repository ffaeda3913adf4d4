import {
  balancedEpoch,
  balancedStream,
  categoryRepeatFactors,
  classAwareWeights,
  drawProbabilities,
  imageRepeatFactors,
  repeatCounts,
  repeatIndices,
} from '@ecm/datasets';
import type { LossGoldenCase } from '@ecm/testing';
import { goldenArray } from '@ecm/testing';

/** Numbers that a case asks for, by the name of the expected value. */
export type SamplerValues = Readonly<Record<string, ArrayLike<number>>>;

type Labels = readonly (readonly number[])[];

interface SamplerInputs {
  readonly images: Labels;
  readonly uniforms: readonly number[];
  readonly permutations: readonly (readonly number[])[];
}

interface SamplerParams {
  readonly threshold: number;
  readonly filter_empty_gt: boolean;
  readonly images: number;
  readonly counts?: unknown;
  readonly workers: number;
  readonly rank: number;
  readonly batch: number;
  readonly num_sample_class: number;
  readonly length: number;
}

type Compute = (inputs: SamplerInputs, params: SamplerParams, other: (path: string) => unknown) => SamplerValues;

/** Computes the values of each kind of sampler case in `losses/samplers.json`. */
export const samplerCases: Readonly<Record<string, Compute>> = {
  rfs: (inputs, params, other) => {
    if (params.counts !== undefined) {
      const counts = goldenArray(params.counts, { setSeed: 0, other }).data;
      return categoryValues(categoryRepeatFactors(counts, params.images, params.threshold));
    }
    const factors = imageRepeatFactors(inputs.images, { threshold: params.threshold, filterEmpty: params.filter_empty_gt });
    const uniforms = inputs.uniforms.values();
    return {
      image_factor: factors,
      repeat_indices: repeatIndices(repeatCounts(factors, 'ceil', () => NaN)),
      stochastic_repeats: repeatCounts(factors, 'stochastic', () => uniforms.next().value ?? NaN),
    };
  },
  'class_aware.multinomial': (inputs, params) => {
    const weights = classAwareWeights(inputs.images);
    const { length } = inputs.images;
    const slices = Array.from({ length: params.workers }, (_, worker) =>
      Array.from({ length: Math.ceil((length - worker) / params.workers) }, (_position, i) => worker + i * params.workers),
    );
    return { weights, probability: drawProbabilities(weights), worker_slices: slices.flat() };
  },
  'class_aware.stream': (inputs, params) => ({ indices: balancedStream(inputs.images, params.length, listed(inputs.permutations)) }),
  'class_aware.epoch': (inputs, params) => {
    const { num_sample_class: imagesPerClass, batch, workers, rank } = params;
    return { indices: balancedEpoch(inputs.images, { imagesPerClass, batch, workers, rank }, listed(inputs.permutations)) };
  },
};

/** Factors, how many are above 1, and how many are 0, 1, 2, … when rounded up. */
function categoryValues(factors: Float64Array): SamplerValues {
  const copies = repeatCounts(factors, 'ceil', () => NaN);
  const histogram = new Float64Array(Math.max(...copies) + 1);
  for (const count of copies) histogram[count]++;
  return { category_factor: factors, above_one: [factors.filter((factor) => factor > 1).length], ceil_histogram: histogram };
}

/** Hands out the listed permutations in order. */
function listed(permutations: readonly (readonly number[])[]) {
  const rest = permutations.values();
  return (n: number): readonly number[] => {
    const order = rest.next().value;
    if (order?.length === n) return order;
    throw new Error(`The next listed permutation has ${order?.length ?? 'no'} entries, but ${n} are asked for.`);
  };
}

/** @returns the values of a case, or undefined if it is no sampler's */
export function samplerValues(golden: LossGoldenCase, step: number, other: (path: string) => unknown): SamplerValues | undefined {
  if (!(golden.loss in samplerCases)) return undefined;
  const inputs = golden.steps[step].inputs as unknown as SamplerInputs;
  return samplerCases[golden.loss](inputs, golden.params as unknown as SamplerParams, other);
}
