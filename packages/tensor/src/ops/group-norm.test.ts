import { readFileSync } from 'node:fs';

import { ShapeError } from '@ecm/core';
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
import { groupNorm, tf, useBackend } from '../index.js';

interface Values {
  readonly data: number[];
}
const setSeed = 0x0ec30001;
const { groupNorm: golden } = JSON.parse(
  readFileSync(new URL('../../../testing/goldens/detectors/ops/norms.json', import.meta.url), 'utf8'),
) as {
  groupNorm: {
    groups: number;
    eps: number;
    keys: [string, string];
    input: FormulaTensor;
    output: Values;
    gradOut: FormulaTensor;
    gradInput: Values;
    gradParams: { weight: Values; bias: Values };
  };
};

describe.each(['wasm', 'cpu'])('groupNorm on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('equals the golden, gradients too', () => {
    const channels = golden.input.shape[1];
    const x = mapTensor(formulaTensor(golden.input, setSeed), golden.input.shape);
    const upstream = mapTensor(formulaTensor(golden.gradOut, setSeed), golden.gradOut.shape);
    const [gamma, beta] = golden.keys.map((key) => tf.tensor1d(formulaParameter(key, [channels], setSeed)));
    const options = { groups: golden.groups, epsilon: golden.eps };
    expect(valueMismatch(mapValues(groupNorm(x, gamma, beta, options)), golden.output.data)).toBeUndefined();
    const { gradients } = gradientsOf((a, b, c) => groupNorm(a, b, c, options).mul(upstream).sum(), [x, gamma, beta]);
    expect(valueMismatch(mapValues(gradients[0] as tf.Tensor4D), golden.gradInput.data, gradientTolerance)).toBeUndefined();
    expect(valueMismatch(gradients[1].dataSync(), golden.gradParams.weight.data, gradientTolerance)).toBeUndefined();
    expect(valueMismatch(gradients[2].dataSync(), golden.gradParams.bias.data, gradientTolerance)).toBeUndefined();
  });

  it('normalises over the cells and channels of a group (detector specification, check C-6)', () => {
    const x = tf.tensor4d([0, 1, 4, 5, 2, 3, 6, 7], [1, 1, 2, 4]);
    const value = groupNorm(x, tf.ones([4]), tf.zeros([4]), { groups: 2, epsilon: 1e-5 });
    // Group 1: 0, 1 and 2, 3; group 2: 4, 5 and 6, 7.
    const [a, b] = [-1.3416354, -0.4472118];
    expect(valueMismatch(value.dataSync(), [a, b, a, b, -b, -a, -b, -a])).toBeUndefined();
  });

  it.each([
    { channels: 1, groups: 1 },
    { channels: 3, groups: 3 },
    { channels: 6, groups: 2 },
    { channels: 10, groups: 1 },
    { channels: 24, groups: 3 },
  ])('has the gradients of finite differences: $channels channels, $groups groups', ({ channels, groups }) => {
    const x = tf.tensor4d(randomNumbers(2 * 5 * 4 * channels, 1), [2, 5, 4, channels]);
    const gamma = tf.tensor1d(randomNumbers(channels, 2));
    const beta = tf.tensor1d(randomNumbers(channels, 3));
    const op = (a: tf.Tensor4D, b: tf.Tensor1D, c: tf.Tensor1D) => groupNorm(a, b, c, { groups, epsilon: 1e-2 });
    expect(gradientMismatch(op, [x, gamma, beta])).toBeUndefined();
  });

  it('keeps its accuracy far from zero and over large maps', () => {
    const [area, offset] = [130 * 70, 1000];
    const noise = randomNumbers(area * 4, 5);
    const x = tf.tensor4d(
      noise.map((value) => offset + value),
      [1, 130, 70, 4],
    );
    // What float32 keeps of the inputs, in double precision.
    const kept = [...x.dataSync()];
    const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
    const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / kept.length;
    const want = kept.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
    const value = groupNorm(x, tf.ones([4]), tf.zeros([4]), { groups: 1, epsilon: 1e-5 });
    expect(valueMismatch(value.dataSync(), want, { absolute: 1e-3, relative: 1e-3 })).toBeUndefined();
  });

  it('gives β for a constant map, and finite gradients', () => {
    const x = tf.fill<tf.Rank.R4>([1, 3, 3, 4], 2.5);
    const beta = tf.tensor1d([1, 2, 3, 4]);
    const value = groupNorm(x, tf.ones([4]), beta, { groups: 2, epsilon: 1e-5 });
    expect([...value.dataSync().slice(0, 4)]).toEqual([1, 2, 3, 4]);
    const { gradients } = gradientsOf(
      (a) =>
        groupNorm(a, tf.ones([4]), beta, { groups: 2, epsilon: 1e-5 })
          .square()
          .sum(),
      [x],
    );
    expect(gradients[0].dataSync().every(Number.isFinite)).toBe(true);
  });

  it('refuses groups that do not divide the channels', () => {
    const call = () => groupNorm(tf.zeros([1, 1, 1, 6]), tf.zeros([6]), tf.zeros([6]), { groups: 4, epsilon: 1e-5 });
    expect(call).toThrow(ShapeError);
    expect(call).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: groupNorm: x must be [N, H, W, C] with C divisible by 4 groups, but is [1, 1, 1, 6].]`,
    );
  });
});
