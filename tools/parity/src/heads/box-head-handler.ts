import type { TypedConfig } from '@ecm/core';
import { boxCoderFamily, boxLossFamily, classificationLossFamily, regionPredictorFamily } from '@ecm/core/model';
import type { BoxCoder, Tensor2D } from '@ecm/core/model';
import { unscaleBoxes } from '@ecm/geometry';
import { regionLosses, selectDetections, Shared2fcLayers } from '@ecm/heads';
import { ParameterStore, tf } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import type { TensorSummary } from '@ecm/testing';
import { differenceFromSummary } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { lossCase } from '../models/first-pass-cases.js';
import { matchRows } from '../models/match-rows.js';
import { asParameter } from '../networks/as-parameter.js';
import { loadFormulaState } from '../networks/formula-state.js';
import { gradientNormCases, gradientTolerances } from '../networks/gradient-cases.js';
import { caseOf, mapCase, numberCase } from '../networks/map-cases.js';
import { hasPartsOf, partBuilder } from '../networks/part-builder.js';
import { setSeedOf } from '../networks/set-seed.js';
import { translateClassificationLoss } from '../networks/translate/classification-loss.js';
import type { BoxHeadSetting } from './box-head-setting.js';
import { readBoxHeadSetting } from './box-head-setting.js';
import { formulaMap } from './formula-maps.js';

interface BoxHeadCase {
  readonly params: Readonly<Record<string, readonly number[]>>;
  readonly cls: TensorSummary;
  readonly reg: TensorSummary;
  readonly losses: Readonly<Record<string, number>>;
  readonly gradParams: Readonly<Record<string, TensorSummary | null>>;
  readonly gradInput: TensorSummary;
  readonly boxes: TensorSummary;
  readonly scores: TensorSummary;
  readonly detections: { readonly n: number; readonly top: readonly (readonly number[])[] };
}

interface BoxHeadGolden {
  readonly keyPrefix: string;
  readonly note: string;
  readonly numClasses: number;
  readonly counts: readonly number[];
  readonly cases: Readonly<Record<string, BoxHeadCase>>;
}

/** Reference losses by the words of the case names (README section 12). */
const losses: Readonly<Record<string, { readonly type: string; readonly [option: string]: unknown }>> = {
  ce: { type: 'CrossEntropyLoss' },
  ecm: { type: 'EffectiveClassMarginLoss', fg_bg_ratio: 6.3313 },
  seesaw: { type: 'SeesawLoss', p: 0.8, q: 2 },
  eqlv2: { type: 'EQLv2x' },
  bce: { type: 'SigmoidC' },
  rfocal: { type: 'SigmoidC', focal: true },
  fed: { type: 'FederatedFixed' },
};

/** Compares box heads: logits, losses, gradients, scores and detections of formula regions. */
export const boxHeadHandler: GoldenHandler = {
  matches: (file) => {
    const { numClasses, note, cases } = file.read() as Partial<BoxHeadGolden>;
    return numClasses !== undefined && note !== undefined && cases !== undefined && note.includes('RoIs');
  },
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const golden = file.read() as BoxHeadGolden;
    for (const [name, wanted] of Object.entries(golden.cases)) {
      const word = name.replace(/-agnostic$/, '');
      const loss = translateClassificationLoss(losses[word] ?? { type: word });
      if (loss === undefined || !hasPartsOf(loss)) continue;
      for (const result of compareHead(golden, word, loss, wanted, setSeedOf(file, context)))
        yield { ...result, name: `${name} ${result.name}` };
    }
  },
};

function* compareHead(
  golden: BoxHeadGolden,
  word: string,
  lossConfig: TypedConfig,
  wanted: BoxHeadCase,
  setSeed: number,
): Iterable<CaseResult> {
  const { keyPrefix, numClasses: classes } = golden;
  const setting = readBoxHeadSetting(golden.note, classes, setSeed);
  const parameters = new ParameterStore({ seed: 0 });
  const builder = partBuilder(golden.counts);
  const scope = parameters.scope(keyPrefix.replace(/\.$/, ''));
  const classification = builder.build(classificationLossFamily, lossConfig, '/loss', { classes });
  const [outputs, hiddenSize] = wanted.params['fc_cls.weight'];
  const [, regionChannels, regionSize] = setting.inputShape;
  const [deltaColumns] = wanted.params['fc_reg.weight'];
  const agnostic = deltaColumns === 4;
  yield numberCase('number of logits', classification.channels(classes), outputs, 0);
  // Normed predictors go with these two losses (README section 12).
  const predictor = { type: word === 'ecm' || word === 'seesaw' ? 'normed-linear' : 'linear' };
  const classifier = builder.build(regionPredictorFamily, predictor, '/classPredictor', {
    scope: scope.child('fc_cls'),
    inputs: hiddenSize,
    outputs,
    classes,
  });
  const layers = new Shared2fcLayers(scope, classifier, {
    regionSize,
    regionChannels,
    hiddenSize,
    deltas: deltaColumns,
  });
  loadFormulaState(parameters, setSeed);
  const coder = builder.build(boxCoderFamily, boxHeadCoder, '/coder', {});
  // Class-agnostic heads are those of the cascade, with its box loss (specification 3.11).
  const boxLoss = builder.build(boxLossFamily, { type: agnostic ? 'smooth-l1' : 'l1' }, '/boxLoss', {});
  const regions = formulaMap({ formula: 'bbox.in', shape: setting.inputShape }, setSeed, setting.inputOffset);

  const [logits, deltas, scores] = tf.tidy(() => {
    const predictions = layers.forward(regions);
    return [predictions.logits, predictions.deltas, classification.scores(predictions.logits)];
  });
  yield mapCase('logits', logits, wanted.cls);
  yield mapCase('deltas', deltas, wanted.reg);
  yield mapCase('scores', withBackground(scores, classes), wanted.scores);
  yield* detectionCases(setting, coder, { classes, deltas, scores }, wanted);
  tf.dispose([logits, deltas, scores]);

  const targets = { labels: setting.labels, positiveRows: setting.positiveRows, deltas: setting.positiveTargets };
  const forward = () => regionLosses(layers.forward(regions), targets, { classification, boxLoss });
  const { terms, gradients } = valueAndGradients(forward, [...parameters.trainable, asParameter('input', regions)]);
  for (const [name, want] of Object.entries(wanted.losses)) yield lossCase(`loss ${name}`, terms[name], want);
  const norms = Object.fromEntries(Object.entries(wanted.gradParams).map(([key, want]) => [keyPrefix + key, want?.l2 ?? null]));
  yield* gradientNormCases(parameters.all, gradients, norms, gradientTolerances.micro);
  yield mapCase('gradient of the input', gradients['input'], wanted.gradInput);
  tf.dispose([regions, gradients]);
  parameters.dispose();
}

/** The reference appends a zero column to the scores of losses without background (README section 12). */
function withBackground(scores: Tensor2D, classes: number): Tensor2D {
  return scores.shape[1] > classes
    ? scores
    : tf.tidy(() =>
        tf.pad2d(scores, [
          [0, 0],
          [0, 1],
        ]),
      );
}

/** Standard deviations of the reference's box head (specification 3.2). */
const boxHeadCoder = Object.assign({ type: 'delta-xywh' }, { stds: [0.1, 0.1, 0.2, 0.2] });

function* detectionCases(
  { boxes, info, limits }: BoxHeadSetting,
  coder: BoxCoder,
  predicted: { readonly classes: number; readonly deltas: Tensor2D; readonly scores: Tensor2D },
  wanted: BoxHeadCase,
): Iterable<CaseResult> {
  const deltas = predicted.deltas.dataSync<'float32'>();
  const scores = predicted.scores.dataSync<'float32'>();
  const perRegion = deltas.length / boxes.length;
  const references = Float32Array.from(deltas, (_, i) => boxes[4 * Math.floor(i / (4 * perRegion)) + (i % 4)]);
  const decoded = unscaleBoxes(coder.decode(references, deltas, info), info.scaleX, info.scaleY);
  yield caseOf(
    'boxes',
    differenceFromSummary(decoded, wanted.boxes, (want) => 1e-3 + 1e-4 * Math.abs(want)),
  );
  const found = selectDetections({ boxes, classes: predicted.classes, deltas, scores }, coder, info, limits);
  yield numberCase('number of detections', found.scores.length, wanted.detections.n, 0);
  yield caseOf('detections', matchRows(found, wanted.detections.top));
}
