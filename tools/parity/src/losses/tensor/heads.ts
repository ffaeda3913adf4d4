import type { Tensor, Tensor1D, Tensor2D } from '@ecm/core/model';
import { CrtLoss, DisalignLoss, disalignLogits, LwsLoss, RunningFeature, scaledLinear, tdeEffect, tdeLogits, TdeLoss } from '@ecm/losses';
import { linear, tf } from '@ecm/tensor';

import type { CaseStarter, Found, GoldenStep } from '../golden-step.js';
import { MomentumSgd } from '../momentum-sgd.js';
import { commonOptions, differentiated, renamed, tensorOf } from './classification.js';

type Inputs = Readonly<Record<string, Tensor>>;

/** A loss with the layer it trains. */
interface Head {
  readonly logits: (inputs: Inputs) => Tensor2D;
  readonly loss: (logits: Tensor2D, step: GoldenStep) => Tensor;
  readonly more: (logits: Tensor2D, step: GoldenStep) => Found;
}

const transposed = (inputs: Inputs, name: string) => tf.transpose(inputs[name] as Tensor2D);
const plainLogits = (inputs: Inputs) => linear(inputs['features'] as Tensor2D, transposed(inputs, 'weight'), inputs['bias'] as Tensor1D);
const factor = (step: GoldenStep) => ({ averageFactor: step.number('avg_factor') ?? step.integers('labels').length });

const disalign = (first: GoldenStep): Head => {
  const rho = first.param<number>('rho') ?? 0.8;
  const loss = new DisalignLoss({ counts: first.paramArray('counts') ?? [], rho, nan: 'pass' });
  return {
    logits: (inputs) =>
      disalignLogits(plainLogits(inputs), {
        scale: inputs['scale'] as Tensor1D,
        shift: inputs['shift'] as Tensor1D,
        confidence: linear(inputs['features'] as Tensor2D, transposed(inputs, 'conf_weight'), inputs['conf_bias'] as Tensor1D),
      }),
    loss: (logits, step) => loss.losses(logits, step.integers('labels'))['loss_cls'],
    more: (logits) => ({ aligned_logits: logits.dataSync(), scores: loss.scores(logits).dataSync(), class_weight: loss.classWeights }),
  };
};

const lws = (first: GoldenStep): Head => {
  const loss = new LwsLoss(commonOptions(first));
  const scaleBias = first.param<boolean>('scale_bias') ?? false;
  return {
    logits: (inputs) => {
      const scale = inputs['scale'].reshape<Tensor1D>([-1]);
      const layer = { weight: transposed(inputs, 'weight'), bias: inputs['bias'] as Tensor1D, scale };
      return scaledLinear(inputs['features'] as Tensor2D, layer, { scaleBias });
    },
    loss: (logits, step) => loss.losses(logits, step.integers('labels'), factor(step))['loss_cls'],
    more: (logits) => ({ logits: logits.dataSync(), scores: loss.scores(logits).dataSync() }),
  };
};

const crt = (first: GoldenStep): Head => {
  const loss = new CrtLoss(commonOptions(first));
  return {
    logits: plainLogits,
    loss: (logits, step) => loss.losses(logits, step.integers('labels'), factor(step))['loss_cls'],
    more: (logits) => ({ logits: logits.dataSync() }),
  };
};

/** Runs a head once, or trains the parameters that `trained` names step by step. */
function headStarter(make: (first: GoldenStep) => Head, names: readonly string[]): CaseStarter {
  return (first) => {
    const head = make(first);
    const trained = first.param<string[]>('trained') ?? [];
    const optimizer = new MomentumSgd(first);
    let parameters: Record<string, Float64Array> = Object.fromEntries(
      trained.map((name) => [name, first.start(name, 0) ?? new Float64Array(0)]),
    );
    const shapes: Readonly<Record<string, readonly number[]>> = shapesOf(first);
    return (step) => {
      const inputs = Object.fromEntries(
        names.map((name) => [
          name,
          name in parameters ? tf.tensor(Float32Array.from(parameters[name]), [...shapes[name]]) : tensorOf(step, name),
        ]),
      );
      const found = differentiated(inputs, (given) => ({ loss: head.loss(head.logits(given), step) }));
      const gradients = Object.fromEntries(trained.map((name) => [name, found[`grad:${name}`]]));
      parameters = optimizer.step(parameters, gradients);
      const state = Object.fromEntries(Object.entries(parameters).map(([name, values]) => [`state:${name}`, values]));
      return { ...found, ...head.more(head.logits(inputs), step), ...state };
    };
  };
}

/** Shapes of parameters that the goldens give as lists. */
function shapesOf(first: GoldenStep): Readonly<Record<string, readonly number[]>> {
  const width = first.array('features').shape[1];
  const length = (name: string) => first.start(name, 0)?.length ?? 0;
  return {
    weight: [length('bias'), width],
    bias: [length('bias')],
    scale: [length('scale')],
    shift: [length('shift')],
    conf_weight: [1, width],
    conf_bias: [1],
  };
}

const tdeNames = { heads: 'heads', temperature: 'tau', weightGuard: 'gamma_w', alpha: 'alpha' };

const tde: CaseStarter = (first) => {
  const width = first.array('features').shape[1];
  const classes = first.param<number>('classes') ?? first.array('weight').shape[0] - 1;
  const compat = first.param<boolean>('compat_label_bug') ?? false;
  const running = new RunningFeature({ classes, width, mu: first.param<number>('mu'), compatLabelBug: compat });
  const start = first.start('running_feature', width) ?? first.optional('running_feature');
  if (start !== undefined) running.load({ embed_mean: { shape: [1, width], data: start } });
  const loss = new TdeLoss({
    ...commonOptions(first),
    ...renamed(first, { exemptBackground: 'keep_fg', compatDoubleSoftmax: 'compat_double_softmax' }),
  });
  const both = (inputs: Inputs) => {
    const [features, weight] = [inputs['features'] as Tensor2D, transposed(inputs, 'weight')];
    const options = renamed(first, tdeNames);
    const plain = tdeLogits(features, weight, options);
    return tf.concat2d([plain, tf.sub(plain, tdeEffect(features, weight, tf.tensor1d(running.value), options))], 1);
  };
  return (step) => {
    if (step.has('labels')) running.observe(step.floats('features'), step.integers('labels'));
    const state = { 'state:running_feature': running.value };
    if (!step.has('weight')) return state;
    const inputs = { features: tensorOf(step, 'features'), weight: tensorOf(step, 'weight') };
    const logits = both(inputs);
    const scores = loss.scores(logits).dataSync();
    if (!step.has('labels')) return { scores };
    const labels = step.integers('labels');
    const found = differentiated(inputs, (given) => loss.losses(both(given), labels, factor(step)));
    const plain = tf.slice2d(logits, [0, 0], [-1, classes + 1]);
    return { ...found, ...state, logits: plain.dataSync(), scores, scores_plain: tf.softmax(plain).dataSync() };
  };
};

/** Losses together with the layers that they train. */
export const headStarters: Readonly<Record<string, CaseStarter>> = {
  disalign: headStarter(disalign, ['features', 'weight', 'bias', 'scale', 'shift', 'conf_weight', 'conf_bias']),
  lws: headStarter(lws, ['features', 'weight', 'bias', 'scale']),
  crt: headStarter(crt, ['features', 'weight', 'bias']),
  tde,
};
