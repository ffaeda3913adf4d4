import { linearGradients, linearLogits, normalizedLogits, normalizedLogitsGradients, sigmoid } from '@ecm/losses/reference';

import type { CaseStarter, Found, GoldenStep, StepRunner } from '../golden-step.js';
import { MomentumSgd } from '../momentum-sgd.js';
import { stageScores } from '../stage-scores.js';
import { listed } from './common.js';
import type { Logits, ReferenceFactory, ReferenceLoss, ReferenceResult } from './reference-loss.js';

const found = ({ terms, more }: ReferenceResult): Found => ({
  ...Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, listed(value)])),
  ...more,
});

/** Runs every kind of case of a classification loss: plain calls, cascades, heads with a predictor, training steps. */
export function referenceStarter(factory: ReferenceFactory): CaseStarter {
  return (first) => {
    if (first.has('stage1')) return cascade(factory, first);
    if (first.has('x')) return first.param('predictor') === undefined ? head(factory, first) : training(factory, first);
    return plain(factory, first);
  };
}

function plain(factory: ReferenceFactory, first: GoldenStep): StepRunner {
  const loss = factory(first, first.array('logits').shape[1]);
  return (step) => {
    const { shape, data: logits } = step.array('logits');
    const input = { logits, columns: shape.length === 1 ? 1 : shape[1], flat: shape.length === 1 };
    const scores = loss.scores(input);
    if (step.has('centerness')) {
      const centerness = step.array('centerness').data;
      return { scores: scores.map((score, k) => score * sigmoid(centerness[Math.floor(k / input.columns)])) };
    }
    if (!step.has('labels') && !step.has('targets')) return { scores };
    const result = loss.run(step, input);
    return { ...found(result), 'grad:logits': result.gradient, scores };
  };
}

function cascade(factory: ReferenceFactory, first: GoldenStep): StepRunner {
  const columns = first.array('stage1').shape[1];
  const loss = factory(first, columns);
  return (step) => stageScores(step, (logits) => loss.scores({ logits, columns }));
}

/** A linear or normalised layer. @returns logits, and gradients by name from the gradient by the logits */
function predictor(step: GoldenStep, x: Float64Array, weight: Float64Array, bias: Float64Array, normed: boolean) {
  const width = step.array('x').shape[1];
  if (!normed) {
    const logits = linearLogits(x, weight, width, bias);
    return { logits, back: (upstream: Float64Array) => ({ ...linearGradients(upstream, x, weight, width) }) };
  }
  const guard = { epsilon: step.param<number>('normed_eps') ?? 1e-6, power: step.param<number>('power') };
  const layer = { weight, bias, width, temperature: step.param<number>('temperature') ?? 20, features: guard, weights: guard };
  const back = (upstream: Float64Array) => {
    const { x: features, ...rest } = normalizedLogitsGradients(upstream, x, layer);
    return { features, ...rest };
  };
  return { logits: normalizedLogits(x, layer), back };
}

function head(factory: ReferenceFactory, first: GoldenStep): StepRunner {
  const columns = first.array('weight').shape[0];
  const loss = factory(first, columns);
  return (step) => {
    const { logits, back } = predictor(step, step.array('x').data, step.array('weight').data, step.array('bias').data, true);
    const input = { logits, columns };
    const result = loss.run(withoutWeight(step), input);
    const { features, weight, bias } = back(result.gradient);
    return { ...found(result), logits, scores: loss.scores(input), 'grad:x': features, 'grad:weight': weight, 'grad:bias': bias };
  };
}

/** In heads `weight` is the layer's, not the rows'. */
function withoutWeight(step: GoldenStep): GoldenStep {
  return step.without('weight');
}

function training(factory: ReferenceFactory, first: GoldenStep): StepRunner {
  const normed = first.param<string>('predictor')?.startsWith('normed') ?? false;
  const weight = first.start('weight', 0) ?? new Float64Array(0);
  const bias = first.start('bias', 0) ?? new Float64Array(0);
  const optimizer = new MomentumSgd(first);
  let parameters = { weight, bias };
  const columns = bias.length;
  const loss: ReferenceLoss = factory(first, columns);
  return (step) => {
    const { logits, back } = predictor(step, step.array('x').data, parameters.weight, parameters.bias, normed);
    const input: Logits = { logits, columns };
    const result = loss.run(step, input);
    const gradients = back(result.gradient);
    parameters = optimizer.step(parameters, { weight: gradients.weight, bias: gradients.bias });
    const total = Object.values(result.terms).reduce<number>((sum, term) => sum + listed(term)[0], 0);
    return { ...found(result), loss: [total], 'state:weight': parameters.weight, 'state:bias': parameters.bias };
  };
}
