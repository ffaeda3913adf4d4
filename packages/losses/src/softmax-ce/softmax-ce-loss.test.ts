import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { SoftmaxCeLoss } from './softmax-ce-loss.js';

// Examples CE-1 … CE-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('SoftmaxCeLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('has the values and gradients of the original', () => {
    const logits = [
      [1, 2, 0.5],
      [-1, 0, 3],
    ];
    const found = evaluateLoss(new SoftmaxCeLoss({ averageEpsilon: 0 }), logits, [1, 2], { averageFactor: 2 });
    expect(farNumbers(found.terms['loss_cls'], 0.2651263439)).toBeUndefined();
    const gradient = [
      [0.1156119488, -0.1857341404, 0.07012219158],
      [0.008573912773, 0.02330631129, -0.03188022406],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
    // softmax by hand: e^1 / (e^1 + e^2 + e^0.5) = 0.2312238976, …
    expect(farNumbers(found.scores[0], [0.2312238976, 0.6285317192, 0.1402443832])).toBeUndefined();
  });

  it('weights rows and divides by the average factor', () => {
    const logits = [
      [0.2, -0.4, 0.1],
      [2, 1, 0],
      [-1.5, 0.3, 0.7],
    ];
    const options = { weights: Float32Array.of(1, 0, 2), averageFactor: 2 };
    const found = evaluateLoss(new SoftmaxCeLoss({ averageEpsilon: 0, lossWeight: 2 }), logits, [0, 1, 2], options);
    expect(farNumbers(found.terms['loss_cls'], 2 * 1.026032342)).toBeUndefined();
    expect(
      farNumbers(
        found.gradient[2],
        [0.06220971019, 0.3763468155, -0.4385565257].map((g) => 2 * g),
      ),
    ).toBeUndefined();
    expect(found.gradient[1].every((g) => g === 0)).toBe(true);
  });

  it('stays finite where a naive softmax overflows', () => {
    const found = evaluateLoss(new SoftmaxCeLoss({ averageEpsilon: 0 }), [[1000, 0, -1000]], [1], { averageFactor: 1 });
    expect(found.terms['loss_cls']).toBe(1000);
    expect(found.gradient).toEqual([[1, -1, 0]]);
  });

  it('leaves ignored rows out, of the denominator, too, if asked', () => {
    // Uniform logits: every kept row loses ln 2.
    const logits = [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ];
    const labels = [0, 7, 1, 7];
    const kept = evaluateLoss(new SoftmaxCeLoss({ ignoreIndex: 7 }), logits, labels);
    expect(kept.terms['loss_cls']).toBeCloseTo(Math.LN2 / 2, 6);
    const averaged = evaluateLoss(new SoftmaxCeLoss({ ignoreIndex: 7, averageNonIgnored: true }), logits, labels);
    expect(averaged.terms['loss_cls']).toBeCloseTo(Math.LN2, 6);
    const summed = evaluateLoss(new SoftmaxCeLoss({ ignoreIndex: 7, reduction: 'sum' }), logits, labels);
    expect(summed.terms['loss_cls']).toBeCloseTo(2 * Math.LN2, 6);
  });

  it('says which class weights are missing, and which label is none', () => {
    const logits = [[0, 0, 0]];
    expect(() => evaluateLoss(new SoftmaxCeLoss({ classWeights: [1, 2] }), logits, [0])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: SoftmaxCeLoss: classWeights must be one per logit, [3], but is [2].]`,
    );
    expect(() => evaluateLoss(new SoftmaxCeLoss(), logits, [3])).toThrowErrorMatchingInlineSnapshot(
      `[UserError: SoftmaxCeLoss: the label of row 0 is 3, but labels of 2 classes run from 0 to 2 (the background). Check that the data set and the detector have the same classes.]`,
    );
    expect(() => evaluateLoss(new SoftmaxCeLoss(), logits, [0, 1])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: SoftmaxCeLoss: labels must be one per row of the logits, [1], but is [2].]`,
    );
    expect(() =>
      evaluateLoss(new SoftmaxCeLoss({ reduction: 'sum' }), logits, [0], { averageFactor: 2 }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[UserError: Loss reduction "sum" takes no average factor. Use reduction "mean", or leave the factor out.]`,
    );
  });
});
