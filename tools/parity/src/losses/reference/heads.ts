import type { ScaledLinear, TdeClassifier } from '@ecm/losses/reference';
import {
  alignGradients,
  alignLogits,
  generalizedReweighting,
  linearGradients,
  linearLogits,
  reweightedCrossEntropy,
  runningFeature,
  scaledLogits,
  scaledLogitsGradients,
  softmaxCrossEntropy,
  softmaxRows,
  tdeEffect,
  tdeGradients,
  tdeLogits,
  tdeScores,
} from '@ecm/losses/reference';

import type { CaseStarter, Found, GoldenStep } from '../golden-step.js';
import { MomentumSgd } from '../momentum-sgd.js';
import { listed, reductionOptions } from './common.js';

type Values = Readonly<Record<string, Float64Array>>;

/** Loss, gradients by every parameter and input, and scores of a head whose parameters are given. */
type HeadRun = (
  step: GoldenStep,
  values: Values,
) => { readonly loss: number | Float64Array; readonly gradients: Values; readonly more: Found };

/** `weight` is the layer's, not the rows'; heads divide by the number of rows if nothing else is said. */
const plainOptions = (step: GoldenStep) => ({
  ...reductionOptions(step.without('weight')),
  averageFactor: step.number('avg_factor') ?? step.integers('labels').length,
});

const disalign: HeadRun = (step, { features, weight, bias, scale, shift, conf_weight: confWeight, conf_bias: confBias }) => {
  const width = step.array('features').shape[1];
  const columns = bias.length;
  const logits = linearLogits(features, weight, width, bias);
  const alignment = { scale, shift, confidence: linearLogits(features, confWeight, width, confBias) };
  const aligned = alignLogits(logits, columns, alignment);
  const classWeights = generalizedReweighting(step.paramArray('counts') ?? [], step.param<number>('rho'));
  const { loss, gradient } = reweightedCrossEntropy({ logits: aligned, columns, labels: step.integers('labels'), classWeights });
  const through = alignGradients(gradient, logits, columns, alignment);
  const main = linearGradients(through.logits, features, weight, width);
  const confidence = linearGradients(through.confidence, features, confWeight, width);
  return {
    loss,
    gradients: {
      features: main.features.map((value, k) => value + confidence.features[k]),
      weight: main.weight,
      bias: main.bias,
      scale: through.scale,
      shift: through.shift,
      conf_weight: confidence.weight,
      conf_bias: confidence.bias,
    },
    more: { aligned_logits: aligned, scores: softmaxRows(aligned, columns), class_weight: classWeights },
  };
};

const lws: HeadRun = (step, { features, weight, bias, scale }) => {
  const layer: ScaledLinear = { weight, bias, scale, width: step.array('features').shape[1], scaleBias: step.param<boolean>('scale_bias') };
  const logits = scaledLogits(features, layer);
  const columns = bias.length;
  const { loss, gradient } = softmaxCrossEntropy({ logits, columns, labels: step.integers('labels'), ...plainOptions(step) });
  const gradients = scaledLogitsGradients(gradient, features, layer);
  return { loss, gradients: { ...gradients }, more: { logits, scores: softmaxRows(logits, columns) } };
};

const crt: HeadRun = (step, { features, weight, bias }) => {
  const width = step.array('features').shape[1];
  const logits = linearLogits(features, weight, width, bias);
  const { loss, gradient } = softmaxCrossEntropy({ logits, columns: bias.length, labels: step.integers('labels'), ...plainOptions(step) });
  return { loss, gradients: { ...linearGradients(gradient, features, weight, width) }, more: { logits } };
};

/** Runs a head once, or trains the parameters that `trained` names step by step. */
function headStarter(run: HeadRun, names: readonly string[]): CaseStarter {
  return (first) => {
    const trained = first.param<string[]>('trained') ?? [];
    const optimizer = new MomentumSgd(first);
    let parameters: Record<string, Float64Array> = Object.fromEntries(
      trained.map((name) => [name, first.start(name, 0) ?? new Float64Array(0)]),
    );
    return (step) => {
      const inputs = names.filter((name) => !trained.includes(name)).map((name) => [name, step.array(name).data] as const);
      const { loss, gradients, more } = run(step, { ...Object.fromEntries(inputs), ...parameters });
      parameters = optimizer.step(parameters, gradients);
      return {
        loss: listed(loss),
        ...more,
        ...Object.fromEntries(Object.entries(gradients).map(([name, values]) => [`grad:${name}`, values])),
        ...Object.fromEntries(Object.entries(parameters).map(([name, values]) => [`state:${name}`, values])),
      };
    };
  };
}

const tde: CaseStarter = (first) => {
  const width = first.array('features').shape[1];
  let running = first.start('running_feature', width) ?? first.optional('running_feature') ?? new Float64Array(width);
  return (step) => {
    const features = step.array('features').data;
    const labels = step.has('labels') ? step.integers('labels') : undefined;
    const bug = step.param('compat_label_bug') === true;
    const classes = step.param<number>('classes') ?? (step.has('weight') ? step.array('weight').shape[0] - 1 : 0);
    if (labels !== undefined) {
      const isForeground = (row: number) => (bug ? labels[row] > 0 : labels[row] < classes);
      running = runningFeature(running, features, isForeground, step.param<number>('mu'));
    }
    if (!step.has('weight')) return { 'state:running_feature': running };
    const classifier: TdeClassifier = {
      weight: step.array('weight').data,
      width,
      heads: step.param<number>('heads'),
      temperature: step.param<number>('tau'),
      weightGuard: step.param<number>('gamma_w'),
    };
    const columns = step.array('weight').shape[0];
    const logits = tdeLogits(features, classifier);
    const effect = tdeEffect(features, running, classifier, step.param<number>('alpha'));
    const adjusted = logits.map((z, k) => z - effect[k]);
    const exempted = step.param('keep_fg') === false ? adjusted : tdeScores(logits, adjusted, columns);
    const scores = step.param('compat_double_softmax') === true ? softmaxRows(exempted, columns) : exempted;
    if (labels === undefined) return { scores };
    const { loss, gradient } = softmaxCrossEntropy({ logits, columns, labels, ...plainOptions(step) });
    const gradients = tdeGradients(gradient, features, classifier);
    return {
      loss: listed(loss),
      'grad:features': gradients.features,
      'grad:weight': gradients.weight,
      logits,
      scores,
      scores_plain: softmaxRows(logits, columns),
      'state:running_feature': running,
    };
  };
};

/** Losses together with the layers that they train. */
export const headStarters: Readonly<Record<string, CaseStarter>> = {
  disalign: headStarter(disalign, ['features', 'weight', 'bias', 'scale', 'shift', 'conf_weight', 'conf_bias']),
  lws: headStarter(lws, ['features', 'weight', 'bias', 'scale']),
  crt: headStarter(crt, ['features', 'weight', 'bias']),
  tde,
};
