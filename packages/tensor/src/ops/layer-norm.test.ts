import { readFileSync } from 'node:fs';

import type { FormulaTensor } from '@ecm/testing';
import { formulaParameter, formulaTensor, gradientTolerance, valueMismatch } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { gradientsOf } from '../autograd/index.js';
import { layerNorm, tf, useBackend } from '../index.js';

interface Values {
  readonly data: number[];
}
const setSeed = 0x0ec30001;
const { layerNorm: golden } = JSON.parse(
  readFileSync(new URL('../../../testing/goldens/detectors/ops/norms.json', import.meta.url), 'utf8'),
) as {
  layerNorm: {
    eps: number;
    keys: [string, string];
    input: FormulaTensor;
    output: Values;
    gradOut: FormulaTensor;
    gradInput: Values;
    gradParams: { weight: Values; bias: Values };
  };
};

describe.each(['wasm', 'cpu'])('layerNorm on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('equals the golden, gradients too', () => {
    const shape = golden.input.shape as [number, number, number];
    const x = tf.tensor3d(formulaTensor(golden.input, setSeed), shape);
    const upstream = tf.tensor3d(formulaTensor(golden.gradOut, setSeed), shape);
    const [gamma, beta] = golden.keys.map((key) => tf.tensor1d(formulaParameter(key, [shape[2]], setSeed)));
    const options = { epsilon: golden.eps };
    expect(valueMismatch(layerNorm(x, gamma, beta, options).dataSync(), golden.output.data)).toBeUndefined();
    const { gradients } = gradientsOf((a, b, c) => layerNorm(a, b, c, options).mul(upstream).sum(), [x, gamma, beta]);
    const want = [golden.gradInput, golden.gradParams.weight, golden.gradParams.bias];
    gradients.forEach((gradient, index) => {
      expect(valueMismatch(gradient.dataSync(), want[index].data, gradientTolerance)).toBeUndefined();
    });
  });

  it('normalises (1, 2, 4) as check C-6 of the detector specification says', () => {
    const value = layerNorm(tf.tensor2d([[1, 2, 4]]), tf.ones([3]), tf.zeros([3]), { epsilon: 1e-5 });
    expect(valueMismatch(value.dataSync(), [-1.0690415, -0.2672604, 1.3363019])).toBeUndefined();
  });

  it('refuses a gamma of another size', () => {
    expect(() => layerNorm(tf.zeros([2, 3]), tf.zeros([4]), tf.zeros([3]), { epsilon: 1e-5 })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layerNorm: gamma must be [3], but is [4].]`,
    );
  });
});
