import type { Tensor, Tensor1D, Tensor4D } from '@ecm/core/model';
import { foldedConv2d, groupNorm, layerNorm, tf } from '@ecm/tensor';
import type { FormulaTensor } from '@ecm/testing';
import { formulaParameter, formulaTensor, gradientTolerance, mapTensor, mapValues, valueMismatch } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { caseOf } from '../networks/map-cases.js';
import { setSeedOf } from '../networks/set-seed.js';
import { gradientsOfProduct } from './gradient-of-product.js';

interface FullTensor {
  readonly data: readonly number[];
}

interface NormCase {
  readonly eps: number;
  readonly input: FormulaTensor;
  readonly output: FullTensor;
  readonly gradOut: FormulaTensor;
  readonly gradInput: FullTensor;
  readonly gradParams: { readonly weight: FullTensor; readonly bias: FullTensor };
}

interface NormsGolden {
  readonly groupNorm: NormCase & { readonly groups: number; readonly keys: readonly string[] };
  readonly layerNorm: NormCase & { readonly keys: readonly string[] };
  readonly batchNormEval: NormCase;
}

type Norm = (x: Tensor, gamma: Tensor1D, beta: Tensor1D) => Tensor;

/** Compares GroupNorm, LayerNorm and BatchNorm with running statistics; the normed predictors belong to another handler. */
export const normsHandler: GoldenHandler = {
  matches: (file) => (file.read() as Partial<NormsGolden>).batchNormEval !== undefined,
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const golden = file.read() as NormsGolden;
    const setSeed = setSeedOf(file, context);
    const { groups, eps } = golden.groupNorm;
    const group: Norm = (x, gamma, beta) => groupNorm(x as Tensor4D, gamma, beta, { groups, epsilon: eps });
    yield* compare('groupNorm', golden.groupNorm, golden.groupNorm.keys, group, setSeed);
    const layer: Norm = (x, gamma, beta) => layerNorm(x, gamma, beta, { epsilon: golden.layerNorm.eps });
    yield* compare('layerNorm', golden.layerNorm, golden.layerNorm.keys, layer, setSeed);
    const channels = golden.batchNormEval.input.shape[1];
    const statistics = ['bn.running_mean', 'bn.running_var'].map((key) => vector(key, channels, setSeed));
    // An identity in front: the toolbox has this norm only folded into a convolution.
    const identity = tf.tidy(() => tf.eye(channels).reshape<Tensor4D>([1, 1, channels, channels]));
    const batch: Norm = (x, gamma, beta) =>
      foldedConv2d(x as Tensor4D, identity, {
        gamma,
        beta,
        mean: statistics[0],
        variance: statistics[1],
        epsilon: golden.batchNormEval.eps,
      });
    yield* compare('batchNormEval', golden.batchNormEval, ['bn.weight', 'bn.bias'], batch, setSeed);
    tf.dispose([...statistics, identity]);
  },
};

function* compare(name: string, golden: NormCase, keys: readonly string[], norm: Norm, setSeed: number): Iterable<CaseResult> {
  const x = inOurOrder(golden.input, setSeed);
  const weights = inOurOrder(golden.gradOut, setSeed);
  const [gamma, beta] = keys.map((key) => vector(key, x.shape[x.rank - 1], setSeed));
  const output = tf.tidy(() => norm(x, gamma, beta));
  yield caseOf(`${name} output`, valueMismatch(inReferenceOrder(output), golden.output.data));
  const gradients = gradientsOfProduct(norm, [x, gamma, beta], weights);
  const wanted = [golden.gradInput, golden.gradParams.weight, golden.gradParams.bias];
  for (const [index, input] of ['input', 'weight', 'bias'].entries()) {
    const difference = valueMismatch(inReferenceOrder(gradients[index]), wanted[index].data, gradientTolerance);
    yield caseOf(`${name} gradient of the ${input}`, difference);
  }
  tf.dispose([x, weights, gamma, beta, output, ...gradients]);
}

function vector(key: string, size: number, setSeed: number): Tensor1D {
  return tf.tensor1d(formulaParameter(key, [size], setSeed));
}

function inOurOrder(formula: FormulaTensor, setSeed: number): Tensor {
  const values = formulaTensor(formula, setSeed);
  return formula.shape.length === 4 ? mapTensor(values, formula.shape) : tf.tensor(values, [...formula.shape]);
}

function inReferenceOrder(tensor: Tensor): ArrayLike<number> {
  return tensor.rank === 4 ? mapValues(tensor as Tensor4D) : tensor.dataSync();
}
