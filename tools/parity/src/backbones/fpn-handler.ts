import { neckFamily } from '@ecm/core/model';
import { ParameterStore, tf } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import type { TensorSummary } from '@ecm/testing';
import { formulaTensor, toChannelsLast } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { asParameter } from '../networks/as-parameter.js';
import { loadFormulaState } from '../networks/formula-state.js';
import { gradientNormCases, gradientTolerances } from '../networks/gradient-cases.js';
import { mapCase, numberCase } from '../networks/map-cases.js';
import { partBuilder } from '../networks/part-builder.js';
import { setSeedOf } from '../networks/set-seed.js';
import { translateNeck } from '../networks/translate/neck.js';
import type { ReferenceNeckOptions } from '../networks/translate/reference-model.js';
import { objectiveOf } from './objective.js';

interface NeckCase {
  readonly name: string;
  readonly inChannels: readonly number[];
  readonly outChannels: number;
  readonly params: ReferenceNeckOptions;
  readonly keyPrefix: string;
  readonly inputs: {
    readonly formula: string;
    readonly amp: number;
    readonly offset: number;
    readonly sizes: readonly (readonly [height: number, width: number])[];
    readonly batch: number;
  };
  readonly outputs: readonly TensorSummary[];
  readonly objective: number;
  readonly gradInputs: readonly (TensorSummary | null)[];
  readonly gradParams: Readonly<Record<string, TensorSummary | null>>;
}

/** Compares feature pyramids: outputs and all gradients on formula maps. */
export const fpnHandler: GoldenHandler = {
  matches: (file) => casesOf(file) !== undefined,
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    for (const golden of casesOf(file) ?? []) {
      for (const result of compareNeck(golden, setSeedOf(file, context))) yield { ...result, name: `${golden.name} ${result.name}` };
    }
  },
};

function casesOf(file: GoldenFile): readonly NeckCase[] | undefined {
  const { cases } = file.read() as { readonly cases?: unknown };
  if (!Array.isArray(cases) || cases.length === 0) return undefined;
  const [first] = cases as readonly Partial<NeckCase>[];
  return first.inChannels !== undefined && first.gradInputs !== undefined ? (cases as readonly NeckCase[]) : undefined;
}

function* compareNeck(golden: NeckCase, setSeed: number): Iterable<CaseResult> {
  const { inputs, inChannels } = golden;
  const parameters = new ParameterStore({ seed: 0 });
  const neck = partBuilder([1]).build(neckFamily, translateNeck(golden.outChannels, golden.params), '/neck', {
    scope: parameters.scope(golden.keyPrefix.replace(/\.$/, '')),
    inputs: inChannels.map((channels, level) => ({ channels, stride: 4 * 2 ** level })),
  });
  loadFormulaState(parameters, setSeed);
  const maps = inChannels.map((channels, level) => {
    const [height, width] = inputs.sizes[level];
    const shape = [inputs.batch, channels, height, width];
    const name = inputs.formula.replace('<level>', String(level));
    const values = formulaTensor({ formula: name, shape, amp: inputs.amp, offset: inputs.offset }, setSeed);
    return tf.tensor4d(toChannelsLast(values, shape), [inputs.batch, height, width, channels]);
  });
  const outputs = tf.tidy(() => neck.forward(maps, 'test'));
  for (const [level, summary] of golden.outputs.entries()) yield mapCase(`output ${level}`, outputs[level], summary);
  const variables = maps.map((map, level) => asParameter(`input ${level}`, map));
  const forward = () => ({ objective: objectiveOf(neck.forward(maps, 'train'), setSeed) });
  const { total, gradients } = valueAndGradients(forward, [...parameters.trainable, ...variables]);
  yield numberCase('objective', total, golden.objective, 1e-4 * Math.max(1, Math.abs(golden.objective)));
  for (const [level, summary] of golden.gradInputs.entries()) {
    const name = `input ${level}`;
    if (summary === null) yield { name: `gradient of ${name}`, passed: !Object.hasOwn(gradients, name) };
    else yield mapCase(`gradient of ${name}`, gradients[name], summary);
  }
  const norms = Object.fromEntries(Object.entries(golden.gradParams).map(([key, want]) => [golden.keyPrefix + key, want?.l2 ?? null]));
  yield* gradientNormCases(parameters.all, gradients, norms, gradientTolerances.micro);
  tf.dispose([maps, outputs, gradients]);
  parameters.dispose();
}
