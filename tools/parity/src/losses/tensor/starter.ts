import type { Tensor, Tensor1D, Tensor2D } from '@ecm/core/model';
import { normedLinear } from '@ecm/heads';
import { linear, tf } from '@ecm/tensor';

import type { CaseStarter, Found, GoldenStep, StepRunner } from '../golden-step.js';
import { MomentumSgd } from '../momentum-sgd.js';
import { stageScores } from '../stage-scores.js';
import { differentiated, lossOptions, tensorOf } from './classification.js';
import type { TensorFactory, TensorLoss } from './tensor-loss.js';

/** Runs every kind of case of a classification loss: plain calls, cascades, heads with a predictor, training steps. */
export function tensorStarter(factory: TensorFactory): CaseStarter {
  return (first) => {
    if (first.has('stage1')) return cascade(factory, first);
    if (first.has('x')) return first.param('predictor') === undefined ? head(factory, first) : training(factory, first);
    return plain(factory, first);
  };
}

function lossesOf({ loss, losses }: TensorLoss, step: GoldenStep, logits: Tensor2D): Readonly<Record<string, Tensor>> {
  return losses?.(step, logits) ?? loss.losses(logits, step.integers('labels'), lossOptions(step));
}

function plain(factory: TensorFactory, first: GoldenStep): StepRunner {
  const [, columns = 1] = first.array('logits').shape;
  const made = factory(first, columns);
  return (step) => {
    const logits = tensorOf<Tensor2D>(step, 'logits').reshape<Tensor2D>([-1, columns]);
    const flat = step.array('logits').shape.length === 1;
    const scores = flat ? tf.sigmoid(logits) : made.loss.scores(logits);
    if (step.has('centerness')) {
      return { scores: tf.mul(scores, tf.sigmoid(tensorOf(step, 'centerness')).reshape([-1, 1])).dataSync() };
    }
    if (!step.has('labels') && !step.has('targets')) return { scores: scores.dataSync() };
    const before = made.before?.(step);
    const found = differentiated({ logits }, (inputs) => lossesOf(made, step, inputs['logits'] as Tensor2D));
    return { ...found, ...before, ...made.after?.(step), scores: scores.dataSync() };
  };
}

function cascade(factory: TensorFactory, first: GoldenStep): StepRunner {
  const { shape } = first.array('stage1');
  const { loss } = factory(first, shape[1]);
  return (step) => stageScores(step, (logits) => loss.scores(tf.tensor2d(Float32Array.from(logits), [shape[0], shape[1]])).dataSync());
}

/** Logits of a layer whose weight is given as the goldens have it, [K, D]. */
function predict(step: GoldenStep, inputs: Readonly<Record<string, Tensor>>, normed: boolean): Tensor2D {
  const [x, bias] = [inputs['x'] as Tensor2D, inputs['bias'] as Tensor1D];
  const weight = tf.transpose(inputs['weight'] as Tensor2D);
  if (!normed) return linear(x, weight, bias);
  const power = step.param<number>('power') ?? 1;
  return normedLinear(x, weight, bias, {
    temperature: step.param<number>('temperature') ?? 20,
    power,
    epsilon: step.param<number>('normed_eps') ?? 1e-6,
  });
}

function head(factory: TensorFactory, first: GoldenStep): StepRunner {
  const made = factory(first, first.array('weight').shape[0]);
  return (step) => {
    const inputs = { x: tensorOf(step, 'x'), weight: tensorOf(step, 'weight'), bias: tensorOf(step, 'bias') };
    const logits = predict(step, inputs, true);
    const found = differentiated(inputs, (given) => lossesOf(made, step.without('weight'), predict(step, given, true)));
    return { ...found, ...made.after?.(step), logits: logits.dataSync(), scores: made.loss.scores(logits).dataSync() };
  };
}

function training(factory: TensorFactory, first: GoldenStep): StepRunner {
  const normed = first.param<string>('predictor')?.startsWith('normed') ?? false;
  const optimizer = new MomentumSgd(first);
  let parameters = { weight: first.start('weight', 0) ?? new Float64Array(0), bias: first.start('bias', 0) ?? new Float64Array(0) };
  const outputs = parameters.bias.length;
  const made = factory(first, outputs);
  return (step): Found => {
    const inputs = {
      x: tensorOf(step, 'x'),
      weight: tf.tensor2d(Float32Array.from(parameters.weight), [outputs, parameters.weight.length / outputs]),
      bias: tf.tensor1d(Float32Array.from(parameters.bias)),
    };
    const found = differentiated(inputs, (given) => {
      const terms = Object.values(lossesOf(made, step, predict(step, given, normed)));
      return { loss: tf.addN(terms) };
    });
    parameters = optimizer.step(parameters, { weight: found['grad:weight'], bias: found['grad:bias'] });
    return { ...found, ...made.after?.(step), 'state:weight': parameters.weight, 'state:bias': parameters.bias };
  };
}
