import type { Builder } from '@ecm/core';
import type { RegionPredictorGiven, Tensor1D, Tensor2D } from '@ecm/core/model';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { beforeAll, describe, expect, it } from 'vitest';

import { expectClose } from '../fake-parts.test-support.js';
import { CosineRegionPredictor } from '../cosine/cosine-region-predictor.js';
import { LinearRegionPredictor } from '../linear/linear-region-predictor.js';
import { disalignLogits } from './disalign-logits.js';
import { disalignRegionPredictorComponent } from './disalign-region-predictor.component.js';

const raw = [
  [1.2, -0.3, 0.5, 0.1],
  [0.4, 0.9, -0.6, 1],
];

function make(Classifier: typeof LinearRegionPredictor | typeof CosineRegionPredictor, outputs = 4) {
  const store = new ParameterStore({ seed: 0 });
  const builder: Builder = { build: (_family, _config, _path, given) => new Classifier(given as RegionPredictorGiven) as never };
  const predictor = disalignRegionPredictorComponent.create(
    { type: 'disalign', classifier: { type: 'fake' } },
    { given: { scope: store.scope('fc_cls'), inputs: 2, outputs, classes: 3 }, services: { builder }, path: '/classPredictor' },
  );
  return { store, predictor };
}

// Examples DA-1 and DA-2 of the loss specification, checked there by automatic differentiation of the published formulas.
describe.each(['wasm', 'cpu'] as const)('DisalignRegionPredictor on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('calibrates the foreground and differentiates through the calibration', () => {
    const upstream = [
      [0.1, -0.2, 0.3, 0.4],
      [1, 0, -1, 0.5],
    ];
    const inputs = [tf.tensor2d(raw), tf.tensor1d([1.1, 0.9, 1.3]), tf.tensor1d([-0.2, 0.1, 0.4]), tf.tensor2d([[0.3], [-0.8]])] as const;
    const calibrate = (z: Tensor2D, scale: Tensor1D, shift: Tensor1D, confidence: Tensor2D) =>
      disalignLogits(z, { scale, shift, confidence });
    const aligned = [
      [1.154044599, -0.2253224728, 0.8159433842, 0.1],
      [0.350395917, 0.9031002552, -0.5317943858, 1],
    ];
    expectClose(calibrate(...inputs).dataSync(), aligned.flat());
    const { gradients } = gradientsOf<[Tensor2D, Tensor1D, Tensor1D, Tensor2D]>(
      (...given) => tf.sum(tf.mul(calibrate(...given), upstream)).asScalar(),
      [...inputs],
    );
    // With κ = σ(confidence): ∂a = Σ G κ z, ∂b = Σ G κ, ∂logit = κ (1 − κ) Σ G ((a − 1) z + b), ∂z = G (1 + κ (a − 1)).
    const kappa = [0.5744425168, 0.3100255189];
    const [a, b] = [
      [1.1, 0.9, 1.3],
      [-0.2, 0.1, 0.4],
    ];
    const rows = [0, 1];
    const overRows = (term: (i: number, c: number) => number) => [0, 1, 2].map((c) => term(0, c) + term(1, c));
    const wanted = [
      rows.flatMap((i) => upstream[i].map((g, c) => (c < 3 ? g * (1 + kappa[i] * (a[c] - 1)) : g))),
      overRows((i, c) => upstream[i][c] * kappa[i] * raw[i][c]),
      overRows((i, c) => upstream[i][c] * kappa[i]),
      rows.map((i) => kappa[i] * (1 - kappa[i]) * [0, 1, 2].reduce((sum, c) => sum + upstream[i][c] * ((a[c] - 1) * raw[i][c] + b[c]), 0)),
    ];
    gradients.forEach((gradient, k) => {
      expectClose([...gradient.dataSync()], wanted[k]);
    });
  });

  it('starts as its inner classifier, under whose names the weights of stage 1 lie', () => {
    const { store, predictor } = make(LinearRegionPredictor);
    expect(store.all.map(({ name }) => name).sort()).toEqual([
      'fc_cls.bias',
      'fc_cls.confidence_layer.bias',
      'fc_cls.confidence_layer.weight',
      'fc_cls.logit_bias',
      'fc_cls.logit_scale',
      'fc_cls.weight',
    ]);
    const inner = new LinearRegionPredictor({ scope: new ParameterStore({ seed: 0 }).scope('fc_cls'), inputs: 2, outputs: 4 });
    const x = tf.tensor2d([[1, -2]]);
    expect(predictor.forward(x).dataSync()).toEqual(inner.forward(x).dataSync());
  });

  it('lets the confidence see features as they are, beside a cosine classifier that does not', () => {
    const { store, predictor } = make(CosineRegionPredictor);
    store.load({ 'fc_cls.logit_bias': { shape: [3], data: Float32Array.of(100, 0, 0) } });
    store.load({ 'fc_cls.confidence_layer.weight': { shape: [1, 2], data: Float32Array.of(1, 0) } });
    const logits = predictor
      .forward(
        tf.tensor2d([
          [1, 0],
          [2, 0],
        ]),
      )
      .arraySync();
    // Same direction, so same cosine; 100 σ(2) − 100 σ(1) = 14.9740… apart.
    expect(logits[1][0] - logits[0][0]).toBeCloseTo(14.9738, 3);
    expect(logits[1][1]).toBeCloseTo(logits[0][1], 4);
  });

  it('refuses losses with other logits than one per class and the background', () => {
    expect(() => make(LinearRegionPredictor, 8)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /classPredictor: calibrates 4 logits, one per class and the background, but the loss wants 8; choose the loss "disalign" or "softmax-ce".]`,
    );
  });
});
