import { tf, useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { EcmFocalLoss } from './ecm-focal-loss.js';

const counts = [1, 10, 100];
const logits = [
  [0.3, -1.2, 0.6],
  [-0.5, 0, -0.9],
];

// Example ECM-4 of the loss specification: no code was released; its numbers follow from the formulas in double precision.
describe.each(['wasm', 'cpu'] as const)('EcmFocalLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('has the values and gradients of the specification', () => {
    const found = evaluateLoss(new EcmFocalLoss({ counts, averageEpsilon: 0 }), logits, [2, 3], { averageFactor: 1 });
    expect(farNumbers(found.terms['loss_cls'], 0.08786496936)).toBeUndefined();
    const gradient = [
      [0.1802958249, 0.0004792201685, -0.00116799232],
      [0.00458737624, 0.171763616, 0.01166923496],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
    expect(farNumbers(found.scores[0][0], 0.5744425168)).toBeUndefined();
  });

  it('gives the weighted loss of each entry, none of them divided', () => {
    // Entry (0, 2) by hand: u = 2 · 0.6 + 0.5518187283, m α (1 − σ(u))² softplus(−u); the entries sum to the loss of ECM-4.
    const elements = new EcmFocalLoss({ counts }).elementLosses(tf.tensor2d(logits), Int32Array.of(2, 3), { averageFactor: 7 });
    const found = elements.arraySync();
    const u = 1.2 + 0.5518187283;
    expect(found[0][2]).toBeCloseTo(0.2542798421 * 0.25 * (1 / (1 + Math.exp(u))) ** 2 * Math.log1p(Math.exp(-u)), 7);
    expect(found.flat().reduce((sum, value) => sum + value, 0)).toBeCloseTo(0.08786496936, 6);
  });

  it('can have a background channel, which its scores drop', () => {
    const loss = new EcmFocalLoss({ counts, backgroundRatio: 6.3313 });
    expect(loss.channels()).toBe(4);
    const found = evaluateLoss(loss, [[0, 0, 0, 0]], [3], { averageFactor: 1 });
    expect(found.gradient[0][3]).toBeLessThan(0);
    expect(found.scores).toEqual([[0.5, 0.5, 0.5]]);
  });

  it('scores with σ(2f) or the surrogate if asked', () => {
    // shift = [-1.175120091, …] (specification, ECM-4): σ(2 · 0.3 − 1.175120091) = 0.3600431.
    const surrogate = evaluateLoss(new EcmFocalLoss({ counts, testScore: 'surrogate' }), logits, [2, 3]).scores;
    expect(surrogate[0][0]).toBeCloseTo(1 / (1 + Math.exp(1.175120091 - 0.6)), 6);
    const steep = evaluateLoss(new EcmFocalLoss({ counts, testScore: 'sigmoid2' }), logits, [2, 3]).scores;
    expect(steep[0][0]).toBeCloseTo(1 / (1 + Math.exp(-0.6)), 6);
  });

  it('starts the surrogate at the prior if asked', () => {
    expect(new EcmFocalLoss({ counts }).initialBias).toBeCloseTo(-4.595119850134589, 12);
    const [first] = new EcmFocalLoss({ counts, surrogatePrior: true }).initialBias as Float32Array;
    expect(1 / (1 + Math.exp(-(2 * first - 1.175120091)))).toBeCloseTo(0.01, 6);
  });

  it('needs a second class', () => {
    expect(() => new EcmFocalLoss({ counts: [5] })).toThrowErrorMatchingInlineSnapshot(
      `[UserError: The effective class-margin loss needs finite counts and at least one other class beside each class, but got 1 class counts summing to 5. Give the background a ratio, or check the class statistics.]`,
    );
  });
});
