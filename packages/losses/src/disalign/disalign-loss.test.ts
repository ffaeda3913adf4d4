import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { DisalignLoss } from './disalign-loss.js';

const raw = [
  [1.2, -0.3, 0.5, 0.1],
  [0.4, 0.9, -0.6, 1],
];

// Examples DA-1 and DA-2 of the loss specification, checked there by automatic differentiation of the published formulas.
describe.each(['wasm', 'cpu'] as const)('DisalignLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('weights classes by inverse frequency', () => {
    const loss = new DisalignLoss({ counts: [1000, 100, 10] });
    expect(farNumbers([...loss.classWeights], [0.06366684008, 0.4017106035, 2.534622556, 1])).toBeUndefined();
    expect(new DisalignLoss({ counts: [0, 1] }).classWeights).toEqual(Float64Array.of(1, 1, 1));
    // No power overflows: 1e6^100 is beyond doubles, and the rare class has all of the weight.
    expect(new DisalignLoss({ counts: [1, 1e6], rho: 100 }).classWeights).toEqual(Float64Array.of(2, 0, 1));
  });

  it('is the weighted mean over calibrated logits, whatever the head says about weights', () => {
    // Aligned logits of DA-1; the gradient is G_ic = k_y (softmax(ẑ)_c − onehot) / Σ k_y, by hand from them.
    const aligned = [
      [1.154044599, -0.2253224728, 0.8159433842, 0.1],
      [0.350395917, 0.9031002552, -0.5317943858, 1],
    ];
    const labels = [2, 3];
    const found = evaluateLoss(new DisalignLoss({ counts: [1000, 100, 10] }), aligned, labels, { averageFactor: 77 });
    expect(farNumbers(found.terms['loss_cls'], 1.119170412)).toBeUndefined();
    const weights = [2.534622556, 1];
    const gradient = aligned.map((row, i) => {
      const total = row.reduce((sum, z) => sum + Math.exp(z), 0);
      return row.map((z, c) => (weights[i] * (Math.exp(z) / total - (c === labels[i] ? 1 : 0))) / (weights[0] + weights[1]));
    });
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
  });

  it('is the plain weighted cross-entropy at the start of stage 2', () => {
    const found = evaluateLoss(new DisalignLoss({ counts: [1000, 100, 10] }), raw, [2, 3]);
    expect(farNumbers(found.terms['loss_cls'], 1.293924532)).toBeUndefined();
  });
});
