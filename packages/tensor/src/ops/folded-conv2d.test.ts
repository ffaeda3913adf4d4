import { readFileSync } from 'node:fs';

import type { FormulaTensor } from '@ecm/testing';
import {
  formulaParameter,
  formulaTensor,
  gradientMismatch,
  gradientTolerance,
  mapTensor,
  mapValues,
  randomNumbers,
  valueMismatch,
} from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { gradientsOf } from '../autograd/index.js';
import { conv2d, foldedConv2d, tf, useBackend } from '../index.js';

interface Values {
  readonly data: number[];
}
const setSeed = 0x0ec30001;
const { batchNormEval: golden } = JSON.parse(
  readFileSync(new URL('../../../testing/goldens/detectors/ops/norms.json', import.meta.url), 'utf8'),
) as {
  batchNormEval: {
    eps: number;
    input: FormulaTensor;
    output: Values;
    gradOut: FormulaTensor;
    gradInput: Values;
    gradParams: { weight: Values; bias: Values };
  };
};

describe.each(['wasm', 'cpu'])('foldedConv2d on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('equals the golden of a batch norm with running statistics behind an identity, gradients too', () => {
    const { shape } = golden.input;
    const channels = shape[1];
    const x = mapTensor(formulaTensor(golden.input, setSeed), shape);
    const upstream = mapTensor(formulaTensor(golden.gradOut, setSeed), shape);
    const parameter = (name: string) => tf.tensor1d(formulaParameter(`bn.${name}`, [channels], setSeed));
    const [gamma, beta, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map(parameter);
    const identity = tf.eye(channels).reshape<tf.Tensor4D>([1, 1, channels, channels]);
    const op = (a: tf.Tensor4D, b: tf.Tensor1D, c: tf.Tensor1D) =>
      foldedConv2d(a, identity, { gamma: b, beta: c, mean, variance, epsilon: golden.eps });
    expect(valueMismatch(mapValues(op(x, gamma, beta)), golden.output.data)).toBeUndefined();
    const { gradients } = gradientsOf((a, b, c) => op(a, b, c).mul(upstream).sum(), [x, gamma, beta]);
    expect(valueMismatch(mapValues(gradients[0] as tf.Tensor4D), golden.gradInput.data, gradientTolerance)).toBeUndefined();
    expect(valueMismatch(gradients[1].dataSync(), golden.gradParams.weight.data, gradientTolerance)).toBeUndefined();
    expect(valueMismatch(gradients[2].dataSync(), golden.gradParams.bias.data, gradientTolerance)).toBeUndefined();
  });

  it('equals convolution, then norm, then ReLU, in values and all gradients', () => {
    const x = tf.tensor4d(randomNumbers(2 * 6 * 5 * 3, 1), [2, 6, 5, 3]);
    const filter = tf.tensor4d(randomNumbers(9 * 3 * 4, 2), [3, 3, 3, 4]);
    const [gamma, beta, mean] = [3, 4, 5].map((seed) => tf.tensor1d(randomNumbers(4, seed)));
    const variance = tf.tensor1d([0.5, 1, 2, 0.01]);
    const upstream = tf.tensor(randomNumbers(2 * 3 * 3 * 4, 6), [2, 3, 3, 4]);
    type Inputs = [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D, tf.Tensor1D];
    const folded = (...[a, w, g, b]: Inputs) =>
      foldedConv2d(a, w, { gamma: g, beta: b, mean, variance, epsilon: 1e-5 }, { stride: 2, padding: 1, activation: 'relu' });
    const apart = (...[a, w, g, b]: Inputs) =>
      conv2d(a, w, { stride: 2, padding: 1 }).sub(mean).div(variance.add(1e-5).sqrt()).mul(g).add(b).relu();
    const inputs: Inputs = [x, filter, gamma, beta];
    const [got, want] = [folded, apart].map(
      (op) =>
        gradientsOf(
          (...xs: Inputs) =>
            op(...xs)
              .mul(upstream)
              .sum(),
          inputs,
        ).gradients,
    );
    expect(valueMismatch(folded(...inputs).dataSync(), apart(...inputs).dataSync())).toBeUndefined();
    got.forEach((gradient, index) => {
      expect(valueMismatch(gradient.dataSync(), want[index].dataSync(), gradientTolerance)).toBeUndefined();
    });
    expect(
      gradientMismatch((w: tf.Tensor4D) => foldedConv2d(x, w, { gamma, beta, mean, variance, epsilon: 1e-5 }), [filter]),
    ).toBeUndefined();
  });
});
