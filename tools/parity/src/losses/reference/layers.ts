import type { Normalization } from '@ecm/losses/reference';
import { biasOfPrior, biasOfSurrogatePrior, ecmConstants, normalizedLogits, normalizedLogitsGradients } from '@ecm/losses/reference';

import type { CaseStarter, Found, GoldenStep } from '../golden-step.js';

function layerFound(step: GoldenStep, guard: Normalization, temperature: number): Found {
  const x = step.array('x').data;
  const upstream = step.array('upstream').data;
  const layer = {
    weight: step.array('weight').data,
    bias: step.optional('bias'),
    width: step.array('x').shape[1],
    temperature,
    features: guard,
    weights: guard,
  };
  const output = normalizedLogits(x, layer);
  const gradients = normalizedLogitsGradients(upstream, x, layer);
  return {
    output,
    loss: [output.reduce((sum, value, k) => sum + value * upstream[k], 0)],
    'grad:x': gradients.x,
    'grad:weight': gradients.weight,
    'grad:bias': gradients.bias,
    'grad:scale': [gradients.temperature],
  };
}

/** Normalised linear layers and bias priors; the convolutions are compared as tensors only. */
export const layerStarters: Readonly<Record<string, CaseStarter>> = {
  normed_linear: () => (step) => {
    const guard = { epsilon: step.param<number>('eps') ?? 1e-6, power: step.param<number>('power') };
    return layerFound(step, guard, step.param<number>('temperature') ?? 20);
  },
  cosine_linear: () => (step) =>
    layerFound(step, { epsilon: step.param<number>('eps') ?? 1e-12, form: 'max' }, step.array('scale').data[0]),
  bias_prior: (first) => (step) => {
    const prior = step.number('prior') ?? 0;
    const counts = first.paramArray('counts');
    if (counts === undefined) return { bias: [biasOfPrior(prior)] };
    return { bias: ecmConstants(counts, undefined).shift.map((shift) => biasOfSurrogatePrior(prior, shift)) };
  },
};
