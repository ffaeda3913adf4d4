import { tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { VarifocalLoss } from './varifocal-loss.js';

const logits = [
  [0.5, -1],
  [-2, 1],
  [0, 3],
];
const labels = [0, 1, 2];
const qualities = Float32Array.of(0.7, 0.35, 0);

// Examples VFL-1 … VFL-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('VarifocalLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('has the values and gradients of the original', () => {
    const found = evaluateLoss(new VarifocalLoss({ averageEpsilon: 0 }), logits, labels, { qualities, averageFactor: 2 });
    expect(farNumbers(found.terms['loss_cls'], 1.498508561)).toBeUndefined();
    const gradient = [
      [-0.02713923408, 0.01971792374],
      [0.001826602573, 0.06668525126],
      [0.1118575482, 0.4225312052],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
  });

  it('weights positives by one if asked', () => {
    const loss = new VarifocalLoss({ averageEpsilon: 0, iouWeighted: false });
    const found = evaluateLoss(loss, logits, labels, { qualities, averageFactor: 2 });
    expect(farNumbers(found.terms['loss_cls'], 1.905180157)).toBeUndefined();
    expect(farNumbers(found.gradient[0], [-0.0387703344, 0.01971792374])).toBeUndefined();
  });

  it('gives the same from a matrix of targets', () => {
    const targets = Float32Array.of(0.7, 0, 0, 0.35, 0, 0);
    const loss = new VarifocalLoss({ averageEpsilon: 0 });
    const input = tf.tensor2d(logits);
    const { value, gradients } = gradientsOf<[tf.Tensor2D]>((z) => loss.targetLoss(z, targets, { averageFactor: 2 }), [input]);
    expect(farNumbers(value.dataSync()[0], 1.498508561)).toBeUndefined();
    expect(
      farNumbers(gradients[0].arraySync(), evaluateLoss(loss, logits, labels, { qualities, averageFactor: 2 }).gradient),
    ).toBeUndefined();
    expect(() => loss.targetLoss(input, targets.subarray(1))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: VarifocalLoss: targets must be [3, 2], but is [5].]`,
    );
  });

  it('is exact where sigmoids saturate', () => {
    const found = evaluateLoss(new VarifocalLoss({ averageEpsilon: 0 }), [[20, -20]], [1], { averageFactor: 1 });
    expect(farNumbers(found.terms['loss_cls'], 34.99999994)).toBeUndefined();
    expect(farNumbers(found.gradient, [[0.7500000572, -0.9999999979]])).toBeUndefined();
  });
});
