import type { RegionPredictor, RegionPredictorGiven, Tensor, Tensor2D } from '@ecm/core/model';
import type { TdeOptions } from '@ecm/heads';
import { DisalignRegionPredictor, LinearRegionPredictor, LwsRegionPredictor, TdeRegionPredictor } from '@ecm/heads';
import { CrtLoss, DisalignLoss, LwsLoss, TdeLoss } from '@ecm/losses';
import { ParameterStore, tf } from '@ecm/tensor';

import type { CaseStarter, Found, GoldenStep } from '../golden-step.js';
import { MomentumSgd } from '../momentum-sgd.js';
import { commonOptions, renamed, tensorOf } from './classification.js';
import type { PredictorCase } from './predictor-case.js';
import { differentiatedPredictor, loadPredictor } from './predictor-case.js';

/** A loss with the classifier it trains. */
interface Head extends PredictorCase {
  readonly loss: (logits: Tensor2D, step: GoldenStep) => Tensor;
  readonly more: (logits: Tensor2D) => Found;
}

const factor = (step: GoldenStep) => ({ averageFactor: step.number('avg_factor') ?? step.integers('labels').length });

/** Makes a classifier with parameters of its own. @param outputs number of logits */
function predictorFor(
  step: GoldenStep,
  outputs: number,
  make: (given: RegionPredictorGiven) => RegionPredictor,
): Pick<Head, 'predictor' | 'parameters'> {
  const parameters = new ParameterStore({ seed: 0 });
  const inputs = step.array('features').shape[1];
  return { parameters, predictor: make({ scope: parameters.scope(), inputs, outputs, classes: outputs - 1 }) };
}

const outputsOf = (step: GoldenStep) => (step.has('bias') ? step.array('bias').shape[0] : (step.start('bias', 0)?.length ?? 0));

const disalign = (first: GoldenStep): Head => {
  const loss = new DisalignLoss({ counts: first.paramArray('counts') ?? [], rho: first.param<number>('rho') ?? 0.8, nan: 'pass' });
  return {
    ...predictorFor(first, outputsOf(first), (given) => new DisalignRegionPredictor(given, new LinearRegionPredictor(given))),
    names: {
      weight: 'weight',
      bias: 'bias',
      scale: 'logit_scale',
      shift: 'logit_bias',
      conf_weight: 'confidence_layer.weight',
      conf_bias: 'confidence_layer.bias',
    },
    loss: (logits, step) => loss.losses(logits, step.integers('labels'))['loss_cls'],
    more: (logits) => ({ aligned_logits: logits.dataSync(), scores: loss.scores(logits).dataSync(), class_weight: loss.classWeights }),
  };
};

const lws = (first: GoldenStep): Head => {
  const loss = new LwsLoss(commonOptions(first));
  const scaleBias = first.param<boolean>('scale_bias') ?? false;
  return {
    ...predictorFor(first, outputsOf(first), (given) => new LwsRegionPredictor(given, { scaleBias })),
    names: { weight: 'weight', bias: 'bias', scale: 'weight_scaler' },
    loss: (logits, step) => loss.losses(logits, step.integers('labels'), factor(step))['loss_cls'],
    more: (logits) => ({ logits: logits.dataSync(), scores: loss.scores(logits).dataSync() }),
  };
};

const crt = (first: GoldenStep): Head => {
  const loss = new CrtLoss(commonOptions(first));
  return {
    ...predictorFor(first, outputsOf(first), (given) => new LinearRegionPredictor(given)),
    names: { weight: 'weight', bias: 'bias' },
    loss: (logits, step) => loss.losses(logits, step.integers('labels'), factor(step))['loss_cls'],
    more: (logits) => ({ logits: logits.dataSync() }),
  };
};

/** Runs a head once, or trains the parameters that `trained` names step by step. */
function headStarter(make: (first: GoldenStep) => Head): CaseStarter {
  return (first) => {
    const head = make(first);
    const trained = first.param<string[]>('trained') ?? [];
    const optimizer = new MomentumSgd(first);
    let parameters: Record<string, Float64Array> = Object.fromEntries(
      trained.map((name) => [name, first.start(name, 0) ?? new Float64Array(0)]),
    );
    return (step) => {
      const given = Object.keys(head.names).filter((name) => !trained.includes(name));
      loadPredictor(head, { ...Object.fromEntries(given.map((name) => [name, step.floats(name)])), ...parameters });
      const features = tensorOf<Tensor2D>(step, 'features');
      const found = differentiatedPredictor(head, features, (logits) => head.loss(logits, step));
      const answers = head.more(head.predictor.forward(features));
      parameters = optimizer.step(parameters, Object.fromEntries(trained.map((name) => [name, found[`grad:${name}`]])));
      const state = Object.fromEntries(Object.entries(parameters).map(([name, values]) => [`state:${name}`, values]));
      return { ...found, ...answers, ...state };
    };
  };
}

const tdeNames = { heads: 'heads', temperature: 'tau', weightGuard: 'gamma_w', alpha: 'alpha', mu: 'mu' };

const tde: CaseStarter = (first) => {
  const width = first.array('features').shape[1];
  const classes = first.param<number>('classes') ?? first.array('weight').shape[0] - 1;
  const options: TdeOptions = { ...renamed(first, tdeNames), compatLabelBug: first.param<boolean>('compat_label_bug') ?? false };
  const made = predictorFor(first, classes + 1, (given) => new TdeRegionPredictor(given, options));
  const { predictor, parameters } = made;
  const head = { ...made, names: { weight: 'weight', running_feature: 'embed_mean' } };
  const start = first.start('running_feature', width) ?? first.optional('running_feature');
  if (start !== undefined) loadPredictor(head, { running_feature: start });
  const loss = new TdeLoss({
    ...commonOptions(first),
    ...renamed(first, { exemptBackground: 'keep_fg', compatDoubleSoftmax: 'compat_double_softmax' }),
  });
  return (step) => {
    const features = tensorOf<Tensor2D>(step, 'features');
    if (step.has('labels')) {
      predictor.observe?.(features, step.integers('labels'));
      predictor.advance?.();
    }
    const state = { 'state:running_feature': parameters.get('embed_mean').value.dataSync() };
    if (!step.has('weight')) return state;
    loadPredictor(head, { weight: step.floats('weight') });
    const logits = predictor.forward(features);
    const scores = loss.scores(logits).dataSync();
    if (!step.has('labels')) return { scores };
    const labels = step.integers('labels');
    const found = differentiatedPredictor(head, features, (both) => loss.losses(both, labels, factor(step))['loss_cls']);
    const plain = tf.slice2d(logits, [0, 0], [-1, classes + 1]);
    return { ...found, ...state, logits: plain.dataSync(), scores, scores_plain: tf.softmax(plain).dataSync() };
  };
};

/** Losses together with the classifiers of @ecm/heads that they train. */
export const headStarters: Readonly<Record<string, CaseStarter>> = {
  disalign: headStarter(disalign),
  lws: headStarter(lws),
  crt: headStarter(crt),
  tde,
};
