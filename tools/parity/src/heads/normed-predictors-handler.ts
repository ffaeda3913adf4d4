import type { Tensor, Tensor2D, Tensor4D } from '@ecm/core/model';
import type { NormedConv2dOptions } from '@ecm/heads';
import { normedConv2d, normedLinear } from '@ecm/heads';
import { conv2dLayout, linearLayout, ParameterStore, plainLayout, tf, zeros } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import type { FormulaTensor } from '@ecm/testing';
import { formulaTensor, forwardTolerance, gradientTolerance, mapValues, valueMismatch } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { asParameter } from '../networks/as-parameter.js';
import { loadFormulaState } from '../networks/formula-state.js';
import { caseOf } from '../networks/map-cases.js';
import { setSeedOf } from '../networks/set-seed.js';
import { formulaMap } from './formula-maps.js';

interface FullTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface NormedCase {
  readonly prefix: string;
  readonly power: number;
  readonly temperature: number;
  readonly eps: number;
  readonly input: FormulaTensor;
  readonly output: FullTensor;
  readonly gradOut: FormulaTensor;
  readonly gradInput: FullTensor;
  readonly gradParams: Readonly<Record<string, FullTensor>>;
}

interface NormsGolden {
  readonly normedLinear: readonly (NormedCase & { readonly inFeatures: number; readonly out: number })[];
  readonly normedConv2d: readonly (NormedCase & {
    readonly kernel: number;
    readonly normOverKernel: boolean;
    readonly weightShape: readonly number[];
  })[];
}

/** Compares the normalised predictors with all gradients. Other norms of the file belong to other handlers. */
export const normedPredictorsHandler: GoldenHandler = {
  matches: (file) => (file.read() as Partial<NormsGolden>).normedLinear !== undefined,
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const golden = file.read() as NormsGolden;
    const setSeed = setSeedOf(file, context);
    for (const wanted of golden.normedLinear) {
      const { temperature, power, eps, inFeatures, out, input } = wanted;
      const options = { temperature, power, epsilon: eps };
      const x = tf.tensor2d(formulaTensor(input, setSeed), [input.shape[0], inFeatures]);
      yield* compare(wanted, x, [inFeatures, out], (weight, bias) => normedLinear(x, weight as Tensor2D, bias.as1D(), options), setSeed);
    }
    for (const wanted of golden.normedConv2d) {
      const { temperature, power, eps, kernel, normOverKernel, weightShape, input } = wanted;
      const padding = (wanted.output.shape[2] - input.shape[2] + kernel - 1) / 2;
      const options: NormedConv2dOptions = { temperature, power, epsilon: eps, normOverKernel, padding };
      const x = formulaMap(input, setSeed);
      const shape = [weightShape[2], weightShape[3], weightShape[1], weightShape[0]];
      yield* compare(wanted, x, shape, (weight, bias) => normedConv2d(x, weight as Tensor4D, bias.as1D(), options), setSeed);
    }
  },
};

function* compare(
  wanted: NormedCase,
  x: Tensor,
  weightShape: readonly number[],
  layer: (weight: Tensor, bias: Tensor) => Tensor,
  setSeed: number,
): Iterable<CaseResult> {
  const parameters = new ParameterStore({ seed: 0 });
  const scope = parameters.scope(wanted.prefix.replace(/\.$/, ''));
  const layout = weightShape.length === 2 ? linearLayout : conv2dLayout;
  const weight = scope.parameter('weight', weightShape, { layout, initialize: zeros });
  const bias = scope.parameter('bias', weightShape.slice(-1), { layout: plainLayout, initialize: zeros });
  loadFormulaState(parameters, setSeed);
  const name = `${wanted.prefix} power ${wanted.power}`;
  const output = tf.tidy(() => layer(weight.value, bias.value));
  yield caseOf(`${name} output`, valueMismatch(inReferenceOrder(output), wanted.output.data, forwardTolerance));
  const { gradOut } = wanted;
  const weights =
    gradOut.shape.length === 4 ? formulaMap(gradOut, setSeed) : tf.tensor(formulaTensor(gradOut, setSeed), [...gradOut.shape]);
  const forward = () => ({ sum: tf.sum(tf.mul(layer(weight.value, bias.value), weights)).asScalar() });
  const { gradients } = valueAndGradients(forward, [...parameters.trainable, asParameter('input', x)]);
  yield caseOf(
    `${name} gradient of the input`,
    valueMismatch(inReferenceOrder(gradients['input']), wanted.gradInput.data, gradientTolerance),
  );
  for (const { name: key, shape, layout: ownLayout } of parameters.trainable) {
    const found = ownLayout.toReference(gradients[key].dataSync<'float32'>(), shape);
    yield caseOf(
      `${name} gradient of ${key}`,
      valueMismatch(found, wanted.gradParams[key.slice(wanted.prefix.length)].data, gradientTolerance),
    );
  }
  tf.dispose([x, output, weights, gradients]);
  parameters.dispose();
}

function inReferenceOrder(tensor: Tensor): ArrayLike<number> {
  return tensor.rank === 4 ? mapValues(tensor as Tensor4D) : tensor.dataSync();
}
