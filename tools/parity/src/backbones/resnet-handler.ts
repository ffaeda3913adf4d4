import type { Tensor4D } from '@ecm/core/model';
import { backboneFamily } from '@ecm/core/model';
import { ParameterStore, tf } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import type { TensorSummary } from '@ecm/testing';
import { formulaImage } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { asParameter } from '../networks/as-parameter.js';
import { loadFormulaState } from '../networks/formula-state.js';
import { gradientNormCases, gradientTolerances } from '../networks/gradient-cases.js';
import { mapCase, numberCase } from '../networks/map-cases.js';
import { partBuilder } from '../networks/part-builder.js';
import { setSeedOf } from '../networks/set-seed.js';
import { translateBackbone } from '../networks/translate/backbone.js';
import type { ReferenceBackbone } from '../networks/translate/reference-model.js';
import { objectiveOf } from './objective.js';

interface BackboneInput {
  readonly image: number;
  readonly size: readonly [height: number, width: number];
}

interface BackboneGolden {
  readonly config: ReferenceBackbone;
  readonly keyPrefix: string;
  readonly inputA: BackboneInput;
  readonly inputB: BackboneInput;
  readonly outputsA: readonly TensorSummary[];
  readonly outputsB: readonly TensorSummary[];
  readonly objective: number;
  readonly objectiveF32: number;
  readonly gradInput: TensorSummary;
  readonly gradParams: Readonly<Record<string, TensorSummary | null>>;
}

/** Compares ResNets: maps of two images, gradients of one, with formula parameters. */
export const resnetHandler: GoldenHandler = {
  matches: (file) => isBackboneGolden(file.read()),
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const golden = file.read() as BackboneGolden;
    const setSeed = setSeedOf(file, context);
    const parameters = new ParameterStore({ seed: 0 });
    const config = translateBackbone(golden.config) ?? golden.config;
    const scope = parameters.scope(golden.keyPrefix.replace(/\.$/, ''));
    const backbone = partBuilder([1]).build(backboneFamily, config, '/backbone', { scope });
    loadFormulaState(parameters, setSeed);
    for (const [name, input, summaries] of [
      ['A', golden.inputA, golden.outputsA],
      ['B', golden.inputB, golden.outputsB],
    ] as const) {
      const image = imageOf(input, setSeed);
      const maps = tf.tidy(() => backbone.forward(image, 'test'));
      for (const [level, summary] of summaries.entries()) yield mapCase(`output ${name} ${level}`, maps[level], summary);
      tf.dispose([image, maps]);
    }
    const image = imageOf(golden.inputA, setSeed);
    const forward = () => ({ objective: objectiveOf(backbone.forward(image, 'train'), setSeed) });
    const { total, gradients } = valueAndGradients(forward, [...parameters.trainable, asParameter('input', image)]);
    yield numberCase('objective', total, golden.objective, 1e-4 * Math.max(1, Math.abs(golden.objective)));
    const narrow = (golden.config.base_channels ?? 64) < 64;
    yield mapCase('gradient of the input', gradients['input'], golden.gradInput, narrow ? 1e-4 : 1e-3);
    const norms = Object.fromEntries(Object.entries(golden.gradParams).map(([key, want]) => [golden.keyPrefix + key, want?.l2 ?? null]));
    yield* gradientNormCases(parameters.all, gradients, norms, gradientTolerances[narrow ? 'micro' : 'full']);
    tf.dispose([image, gradients]);
    parameters.dispose();
  },
};

function isBackboneGolden(content: unknown): boolean {
  const golden = content as Partial<BackboneGolden>;
  return golden.config !== undefined && golden.outputsA !== undefined && translateBackbone(golden.config) !== undefined;
}

function imageOf({ image, size: [height, width] }: BackboneInput, setSeed: number): Tensor4D {
  return tf.tensor4d(formulaImage(image, { height, width }, setSeed), [1, height, width, 3]);
}
