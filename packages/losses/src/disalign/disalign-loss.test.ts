import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { tf } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { disalignLogits } from './disalign-logits.js';
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
  });

  it('has the published gradients through the calibration', () => {
    const loss = new DisalignLoss({ counts: [1000, 100, 10] });
    const inputs = [tf.tensor2d(raw), tf.tensor1d([1.1, 0.9, 1.3]), tf.tensor1d([-0.2, 0.1, 0.4]), tf.tensor2d([[0.3], [-0.8]])];
    const { value, gradients } = gradientsOf((...[z, scale, shift, confidence]: tf.Tensor[]) => {
      const parameters = { scale: scale as tf.Tensor1D, shift: shift as tf.Tensor1D, confidence: confidence as tf.Tensor2D };
      return loss.losses(disalignLogits(z as tf.Tensor2D, parameters), Int32Array.of(2, 3))['loss_cls'];
    }, inputs);
    expect(farNumbers(value.dataSync()[0], 1.119170412)).toBeUndefined();
    const wanted = [
      [0.3277778429, 0.07354914879, -0.5815196552, 0.1080329808, 0.05757045713, 0.09403705404, 0.02525996596, -0.1759955269],
      [0.2205977839, 0.01363058097, -0.1467710923],
      [0.1953725578, 0.07491132762, -0.2777795183],
      [-0.07027531569, -0.0006159567612],
    ];
    gradients.forEach((gradient, i) => {
      expect(farNumbers([...gradient.dataSync()], wanted[i])).toBeUndefined();
    });
  });

  it('starts as the plain classifier', () => {
    expect(
      farNumbers(evaluateLoss(new DisalignLoss({ counts: [1000, 100, 10] }), raw, [2, 3]).terms['loss_cls'], 1.293924532),
    ).toBeUndefined();
    const parameters = { scale: tf.ones<tf.Rank.R1>([3]), shift: tf.zeros<tf.Rank.R1>([3]), confidence: tf.tensor2d([[5], [-5]]) };
    expect(farNumbers(disalignLogits(tf.tensor2d(raw), parameters).arraySync(), raw)).toBeUndefined();
  });
});
