import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { beforeAll, describe, expect, it } from 'vitest';

import { expectClose } from '../fake-parts.test-support.js';
import { tdeLogits } from './tde-logits.js';
import { tdeRegionPredictorComponent } from './tde-region-predictor.component.js';

const options = { heads: 2, temperature: 16, weightGuard: 1 / 32, alpha: 1.5, mu: 0.9998, compatLabelBug: false };
const features = () =>
  tf.tensor2d([
    [1, 2, 0.5, -1],
    [0.3, -0.4, 2, 1],
  ]);
const weight = { shape: [3, 4], data: Float32Array.of(0.5, 0.1, -0.2, 0.3, -0.1, 0.4, 0.6, 0.2, 0.2, -0.3, 0.1, 0.5) };
const running = [2, 1, 1.5, 0.5];

function make(config: Partial<typeof options> = {}, given: { inputs?: number; outputs?: number } = {}) {
  const store = new ParameterStore({ seed: 0 });
  const predictor = tdeRegionPredictorComponent.create(
    { type: 'tde', ...options, ...config },
    { given: { scope: store.scope('fc_cls'), inputs: 4, outputs: 6, classes: 2, ...given }, services: {}, path: '/classPredictor' },
  );
  const load = () => {
    store.load({ 'fc_cls.weight': weight, 'fc_cls.embed_mean': { shape: [1, 4], data: Float32Array.from(running) } });
  };
  const mean = () => [...store.get('fc_cls.embed_mean').value.dataSync()];
  return { store, predictor, load, mean };
}

// Examples TDE-1 … TDE-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('TdeRegionPredictor on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('gives plain logits and logits without the effect of the running feature', () => {
    const { predictor, load } = make();
    load();
    const rows = predictor.forward(features()).arraySync();
    const plain = [
      [-2.677179782, 6.724221151, -9.602693777],
      [2.339186509, 0.6930786005, 11.97849107],
    ];
    expectClose(
      rows.flatMap((row) => row.slice(0, 3)),
      plain.flat(),
    );
    // Scores of TDE-1: (Q_c + 1e-10)(1 − P_bg)/(Q_0 + Q_1 + 1e-10), Q the softmax of the second half.
    const wanted = [
      [7.055567312e-7, 0.9999992134],
      [7.766698288e-5, 4.685973019e-11],
    ];
    rows.forEach((row, i) => {
      const [q, p] = [row.slice(3), row.slice(0, 3)].map((z) => {
        const total = z.reduce((sum, value) => sum + Math.exp(value), 0);
        return z.map((value) => Math.exp(value) / total);
      });
      const scores = [0, 1].map((c) => ((q[c] + 1e-10) * (p[0] + p[1])) / (q[0] + q[1] + 1e-10));
      expectClose(scores, wanted[i], { absolute: 1e-12, relative: 5e-5 });
    });
  });

  it('removes nothing at strength 0, and before anything was observed', () => {
    const still = make({ alpha: 0 });
    still.load();
    const fresh = make();
    for (const { predictor } of [still, fresh]) {
      const row = [...predictor.forward(features()).dataSync()];
      expect(row.slice(3, 6)).toEqual(row.slice(0, 3));
    }
  });

  it('adds the mean foreground feature of a step to the decayed running feature, once per step', () => {
    const { predictor, load, mean } = make();
    load();
    const batch = tf.tensor2d([
      [0.1, 0.2, -0.2, 2],
      [0.3, 0.6, 0, 0],
      [9, 9, 9, 9],
    ]);
    predictor.observe?.(batch, Int32Array.of(0, 1, 2));
    expect(mean()).toEqual(running);
    predictor.advance?.();
    expectClose(mean(), [2.1996, 1.3998, 1.3997, 1.4999]);
    const before = mean();
    predictor.advance?.();
    predictor.observe?.(batch, Int32Array.of(2, 2, 2));
    predictor.advance?.();
    expect(mean()).toEqual(before);
  });

  it('takes accumulated batches of a step as one', () => {
    const { predictor, mean } = make();
    predictor.observe?.(tf.tensor2d([[1, 0, 0, 0]]), Int32Array.of(0));
    predictor.observe?.(tf.tensor2d([[3, 0, 0, 0]]), Int32Array.of(1));
    predictor.advance?.();
    expect(mean()).toEqual([2, 0, 0, 0]);
  });

  it('can repeat the original mistake, which takes labels above 0 for foreground', () => {
    const { predictor, mean } = make({ compatLabelBug: true });
    predictor.observe?.(tf.tensor2d([1, 1, 1, 1, 5, 5, 5, 5], [2, 4]), Int32Array.of(0, 2));
    predictor.advance?.();
    expect(mean()).toEqual([5, 5, 5, 5]);
  });

  it('has the gradient of its normalisations: central differences of the logits', () => {
    const w = tf.transpose(tf.tensor2d(weight.data, [3, 4]));
    const sum = (x: tf.Tensor2D) => tf.sum(tf.mul(tdeLogits(x, w), [[1, -2, 0.5]])).asScalar();
    const { gradients } = gradientsOf<[tf.Tensor2D]>(sum, [features()]);
    const at = (i: number, step: number) => {
      const values = features().dataSync().slice();
      values[i] += step;
      return sum(tf.tensor2d(values, [2, 4])).dataSync()[0];
    };
    [...gradients[0].dataSync()].forEach((gradient, i) => {
      expect(Math.abs((at(i, 1 / 64) - at(i, -1 / 64)) * 32 - gradient)).toBeLessThan(0.02);
    });
  });
});

it('has finite gradients where a part of the features is 0, whatever upstream wants from the logits without the effect', async () => {
  await useBackend('cpu');
  const { store, predictor, load } = make();
  load();
  const x = tf.tensor2d([[0, 0, 1, 2]]);
  const weights = store.get('fc_cls.weight').value as tf.Tensor2D;
  const { gradients } = gradientsOf<[tf.Tensor2D, tf.Tensor2D]>(() => tf.sum(predictor.forward(x)).asScalar(), [x, weights]);
  const plain = gradientsOf<[tf.Tensor2D, tf.Tensor2D]>((a, b) => tf.sum(tdeLogits(a, b)).asScalar(), [x, weights]);
  expect([...gradients[1].dataSync()].every(Number.isFinite)).toBe(true);
  gradients.forEach((gradient, i) => {
    expect([...gradient.dataSync()]).toEqual([...plain.gradients[i].dataSync()]);
  });
});

describe('the component tde', () => {
  beforeAll(() => useBackend('cpu'));

  it('keeps the running feature with the weights', () => {
    const { store } = make();
    expect(store.all.map(({ name, trainable }) => [name, trainable])).toEqual([
      ['fc_cls.weight', true],
      ['fc_cls.embed_mean', false],
    ]);
  });

  it('refuses losses that do not read two logits per entry, and parts that are not equal', () => {
    expect(() => make({}, { outputs: 3 })).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /classPredictor: gives 6 logits, plain ones and others without the running feature, but the loss wants 3; choose the loss "tde".]`,
    );
    expect(() => make({ heads: 3 })).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /classPredictor/heads: is 3, but 4 features cannot be split into so many equal parts.]`,
    );
  });
});
