import type { Tensor2D } from '@ecm/core/model';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { beforeAll, describe, expect, it } from 'vitest';

import { cosineLogits } from './cosine-region-predictor.js';
import { cosineRegionPredictorComponent } from './cosine-region-predictor.component.js';

const make = () => {
  const store = new ParameterStore({ seed: 0 });
  const given = { scope: store.scope('fc_cls'), inputs: 2, outputs: 3, classes: 2, initialBias: -5 };
  const predictor = cosineRegionPredictorComponent.create({ type: 'cosine', initialScale: 20 }, { given, services: {}, path: '' });
  return { store, predictor };
};

describe.each(['wasm', 'cpu'] as const)('CosineRegionPredictor on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('is scale times the cosine, without bias', () => {
    const { store, predictor } = make();
    expect(store.all.map(({ name }) => name)).toEqual(['fc_cls.weight', 'fc_cls.scale']);
    store.load({ 'fc_cls.weight': { shape: [3, 2], data: Float32Array.of(2, 0, -3, 0, 4, 3) } });
    // x = 5 (0.6, 0.8): cosines 0.6, −0.6 and 0.8 · 0.6 + 0.6 · 0.8 = 0.96.
    const logits = predictor.forward(tf.tensor2d([[3, 4]])).dataSync();
    [12, -12, 19.2].forEach((wanted, k) => {
      expect(logits[k]).toBeCloseTo(wanted, 4);
    });
  });

  it('learns the scale, and is 0 with finite gradients for a row of zeros', () => {
    const weight = tf.tensor2d([
      [1, 0],
      [0, 1],
    ]);
    const sum = (x: Tensor2D, w: Tensor2D, scale: tf.Tensor1D) => tf.sum(cosineLogits(x, w, scale)).asScalar();
    const x = tf.tensor2d([
      [3, 4],
      [0, 0],
    ]);
    const { value, gradients } = gradientsOf<[Tensor2D, Tensor2D, tf.Tensor1D]>(sum, [x, weight, tf.tensor1d([20])]);
    // Both cosines of the first row: 0.6 + 0.8.
    expect(value.dataSync()[0]).toBeCloseTo(28, 4);
    expect(gradients[2].dataSync()[0]).toBeCloseTo(1.4, 5);
    // ∂/∂x of (x1 + x2)/‖x‖ is (1 − x1 (x1 + x2)/25)/5 …: (1 − 21/25)/5 and (1 − 28/25)/5, times 20.
    expect(gradients[0].dataSync()[0]).toBeCloseTo(0.64, 4);
    expect(gradients[0].dataSync()[1]).toBeCloseTo(-0.48, 4);
    expect([...gradients[0].dataSync()].every(Number.isFinite)).toBe(true);
  });
});
