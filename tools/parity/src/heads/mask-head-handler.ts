import type { TypedConfig } from '@ecm/core';
import { mapPredictorFamily, maskLossFamily } from '@ecm/core/model';
import { FcnMaskLayers } from '@ecm/heads';
import { ParameterStore, tf } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import type { TensorSummary } from '@ecm/testing';
import { formulaTensor } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { lossCase } from '../models/first-pass-cases.js';
import { asParameter } from '../networks/as-parameter.js';
import { loadFormulaState } from '../networks/formula-state.js';
import { gradientNormCases, gradientTolerances } from '../networks/gradient-cases.js';
import { mapCase } from '../networks/map-cases.js';
import { partBuilder } from '../networks/part-builder.js';
import { setSeedOf } from '../networks/set-seed.js';
import { formulaMap } from './formula-maps.js';

interface MaskHeadCase {
  readonly params: Readonly<Record<string, readonly number[]>>;
  readonly output: TensorSummary;
  readonly losses: Readonly<Record<string, number>>;
  readonly gradParams: Readonly<Record<string, TensorSummary | null>>;
  readonly gradInput: TensorSummary;
}

interface MaskHeadGolden {
  readonly keyPrefix: string;
  readonly note: string;
  readonly cases: Readonly<Record<string, MaskHeadCase>>;
}

const predictors: Readonly<Record<string, TypedConfig>> = { plain: { type: 'conv2d' }, normed: { type: 'normed-conv2d' } };
const pattern = /input mask\.in \[([\d,]+)\] \+ ([\d.]+); labels ([\d,]+); target = mask\.t > ([\d.]+)/;

/** Compares mask heads on formula regions: logits of all classes, the loss, and all gradients. */
export const maskHeadHandler: GoldenHandler = {
  matches: (file) => {
    const { note, cases } = file.read() as Partial<MaskHeadGolden>;
    return note !== undefined && cases !== undefined && pattern.test(note);
  },
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const golden = file.read() as MaskHeadGolden;
    for (const [name, wanted] of Object.entries(golden.cases)) {
      for (const result of compareHead(golden, predictors[name], wanted, setSeedOf(file, context)))
        yield { ...result, name: `${name} ${result.name}` };
    }
  },
};

function* compareHead(
  { keyPrefix, note }: MaskHeadGolden,
  predictorConfig: TypedConfig,
  wanted: MaskHeadCase,
  setSeed: number,
): Iterable<CaseResult> {
  const [, shapeText = '', offset, labelText = '', threshold] = pattern.exec(note) ?? [];
  const inputShape = shapeText.split(',').map(Number);
  const labels = Int32Array.from(labelText.split(','), Number);
  const { params } = wanted;
  const [outputs, channels] = params['conv_logits.weight'];
  const parameters = new ParameterStore({ seed: 0 });
  const scope = parameters.scope(keyPrefix.replace(/\.$/, ''));
  const builder = partBuilder([1]);
  const predictor = builder.build(mapPredictorFamily, predictorConfig, '/predictor', {
    scope: scope.child('conv_logits'),
    inputs: channels,
    outputs,
  });
  const convolutions = Object.keys(params).filter((key) => /^convs\.\d+\.conv\.weight$/.test(key)).length;
  const layers = new FcnMaskLayers(scope, predictor, { convolutions, inputs: inputShape[1], channels });
  loadFormulaState(parameters, setSeed);
  const regions = formulaMap({ formula: 'mask.in', shape: inputShape }, setSeed, Number(offset));
  const logits = tf.tidy(() => layers.forward(regions));
  yield mapCase('logits', logits, wanted.output);
  const [count, height, width] = logits.shape;
  logits.dispose();

  const values = formulaTensor({ formula: 'mask.t', shape: [count, height, width] }, setSeed);
  const targets = tf.tensor3d(
    values.map((value) => (value > Number(threshold) ? 1 : 0)),
    [count, height, width],
  );
  const loss = builder.build(maskLossFamily, { type: 'binary-cross-entropy' }, '/loss', {});
  const forward = () => ({ loss_mask: loss.loss(layers.forwardChannels(regions, labels), targets) });
  const { terms, gradients } = valueAndGradients(forward, [...parameters.trainable, asParameter('input', regions)]);
  for (const [name, want] of Object.entries(wanted.losses)) yield lossCase(`loss ${name}`, terms[name], want);
  const norms = Object.fromEntries(Object.entries(wanted.gradParams).map(([key, want]) => [keyPrefix + key, want?.l2 ?? null]));
  yield* gradientNormCases(parameters.all, gradients, norms, gradientTolerances.micro);
  yield mapCase('gradient of the input', gradients['input'], wanted.gradInput);
  tf.dispose([regions, targets, gradients]);
  parameters.dispose();
}
