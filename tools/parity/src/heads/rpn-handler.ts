import type { TypedConfig } from '@ecm/core';
import { BuilderToken, SeededRandom } from '@ecm/core';
import type { Tensor4D } from '@ecm/core/model';
import { proposalHeadFamily } from '@ecm/core/model';
import { ParameterStore, tf } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import type { TensorSummary } from '@ecm/testing';
import { RpnProposalHead } from '@ecm/heads';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { lossCase, sampleCases } from '../models/first-pass-cases.js';
import type { GoldenImages } from '../models/golden-images.js';
import { batchOf } from '../models/golden-images.js';
import { matchRows } from '../models/match-rows.js';
import type { GoldenSample } from '../models/model-golden.js';
import type { Recording } from '../models/recorder.js';
import { recordingBuilder } from '../models/recorder.js';
import { asParameter } from '../networks/as-parameter.js';
import { loadFormulaState } from '../networks/formula-state.js';
import { gradientNormCases, gradientTolerances } from '../networks/gradient-cases.js';
import { caseOf, mapCase, numberCase } from '../networks/map-cases.js';
import { partBuilder } from '../networks/part-builder.js';
import { setSeedOf } from '../networks/set-seed.js';
import type { ReferenceBoxLoss } from '../networks/translate/reference-model.js';
import { translateBoxLoss } from '../networks/translate/targets.js';
import { formulaMap } from './formula-maps.js';

interface RpnGolden {
  readonly keyPrefix: string;
  /** PyTorch shapes. */
  readonly params: Readonly<Record<string, readonly number[]>>;
  readonly inputs: {
    readonly formula: string;
    readonly channels: number;
    readonly batch: number;
    readonly sizes: readonly (readonly number[])[];
  };
  readonly images: string;
  readonly allowedBorder: number;
  readonly lossBox: ReferenceBoxLoss;
  readonly cls: readonly TensorSummary[];
  readonly reg: readonly TensorSummary[];
  readonly losses: Readonly<Record<string, number>>;
  readonly samples: readonly GoldenSample[];
  readonly gradParams: Readonly<Record<string, TensorSummary | null>>;
  readonly gradInputs: readonly TensorSummary[];
  readonly proposals: {
    readonly nmsPre: number;
    readonly maxPerImg: number;
    readonly nms: number;
    readonly images: readonly (readonly (readonly number[])[])[];
  };
}

/** Compares region proposal networks on formula maps. */
export const rpnHandler: GoldenHandler = {
  matches: (file) => {
    const { allowedBorder, lossBox } = file.read() as Partial<RpnGolden>;
    return allowedBorder !== undefined && lossBox !== undefined;
  },
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const golden = file.read() as RpnGolden;
    const setSeed = setSeedOf(file, context);
    const parameters = new ParameterStore({ seed: 0 });
    const builder = partBuilder([1]);
    const recording: Recording = { samples: [], proposals: [] };
    builder.provide(BuilderToken, recordingBuilder(builder, recording));
    const head = builder.build(proposalHeadFamily, configOf(golden), '/proposalHead', {
      scope: parameters.scope(golden.keyPrefix.replace(/\.$/, '')),
      levels: golden.inputs.sizes.map((_, level) => ({ stride: 4 * 2 ** level, channels: golden.inputs.channels })),
      classes: 1,
    });
    loadFormulaState(parameters, setSeed);
    const maps = mapsOf(golden, setSeed);
    if (!(head instanceof RpnProposalHead)) return;
    const outputs = tf.tidy(() => {
      const { logits, deltas } = head.forward(maps);
      return { logits: [...logits], deltas: [...deltas] };
    });
    for (const [level, summary] of golden.cls.entries()) yield mapCase(`logits ${level}`, outputs.logits[level], summary);
    for (const [level, summary] of golden.reg.entries()) yield mapCase(`deltas ${level}`, outputs.deltas[level], summary);
    tf.dispose(outputs);

    const images = (context.sibling('detectors/images.json').read() as GoldenImages)[golden.images];
    const batch = batchOf(images, 1, setSeed);
    const forward = () => {
      const result = head.train(maps, { infos: batch.infos, truths: batch.truths, random: new SeededRandom('parity') });
      recording.proposals = result.proposals;
      return result.losses;
    };
    const inputs = maps.map((map, level) => asParameter(`input ${level}`, map));
    const { terms, gradients } = valueAndGradients(forward, [...parameters.trainable, ...inputs]);
    for (const [name, want] of Object.entries(golden.losses)) yield lossCase(`loss ${name}`, terms[name], want);
    yield* sampleCases(recording.samples, golden.samples, batch.truths);
    const norms = Object.fromEntries(Object.entries(golden.gradParams).map(([key, want]) => [golden.keyPrefix + key, want?.l2 ?? null]));
    yield* gradientNormCases(parameters.all, gradients, norms, gradientTolerances.micro);
    for (const [level, summary] of golden.gradInputs.entries())
      yield mapCase(`gradient of input ${level}`, gradients[`input ${level}`], summary);
    for (const [image, rows] of golden.proposals.images.entries()) {
      yield numberCase(`number of proposals ${image}`, recording.proposals[image].scores.length, rows.length, 0);
      yield caseOf(`proposals ${image}`, matchRows(recording.proposals[image], rows));
    }
    tf.dispose([maps, batch.images, gradients]);
    parameters.dispose();
  },
};

/** The sampler is offered more places than there are anchors, as in the reference run (README section 1). */
function configOf({ params, allowedBorder, lossBox, proposals }: RpnGolden): TypedConfig {
  const limits = { maxPerLevel: proposals.nmsPre, maxPerImage: proposals.maxPerImg, iouThreshold: proposals.nms };
  const sampler = { type: 'random', count: 1_000_000, positiveFraction: 0.5, addGroundTruths: false };
  const [channels] = params['rpn_conv.weight'];
  const config = { type: 'rpn', channels, allowedBorder, sampler, boxLoss: translateBoxLoss(lossBox), training: limits, testing: limits };
  return config;
}

function mapsOf({ inputs: { formula, channels, batch, sizes } }: RpnGolden, setSeed: number): Tensor4D[] {
  return sizes.map(([height, width], level) =>
    formulaMap({ formula: formula.replace('<level>', String(level)), shape: [batch, channels, height, width] }, setSeed),
  );
}
