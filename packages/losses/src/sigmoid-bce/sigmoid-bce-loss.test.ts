import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { SigmoidBceLoss } from './sigmoid-bce-loss.js';

// Examples BCE-1 … BCE-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('SigmoidBceLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  const logits = [
    [0.3, -1.2, 2],
    [-0.5, 0, 1.5],
  ];

  it('has the values and gradients of the original; background rows are all zero', () => {
    const found = evaluateLoss(new SigmoidBceLoss({ averageEpsilon: 0 }), logits, [0, 3], { averageFactor: 2 });
    expect(farNumbers(found.terms['loss_cls'], 2.906601583)).toBeUndefined();
    const gradient = [
      [-0.2127787416, 0.1157376083, 0.440398539],
      [0.1887703344, 0.25, 0.4087872381],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
    expect(found.scores[0]).toHaveLength(4);
    expect(found.scores[0][3]).toBe(0);
    expect(farNumbers(found.scores[0][0], 0.5744425168)).toBeUndefined();
  });

  it('takes the mean over all entries without average factor', () => {
    expect(farNumbers(evaluateLoss(new SigmoidBceLoss(), logits, [0, 3]).terms['loss_cls'], 0.9688671943)).toBeUndefined();
  });

  it('is exact where sigmoids saturate', () => {
    const found = evaluateLoss(new SigmoidBceLoss({ averageEpsilon: 0 }), [[40, -40, 100]], [1], { averageFactor: 1 });
    expect(found.terms['loss_cls']).toBe(180);
    expect(found.gradient).toEqual([[1, -1, 1]]);
  });

  it('is the centerness loss with one column and qualities as targets', () => {
    const options = { averageFactor: 2, qualities: Float32Array.of(0.8, 0.3) };
    const found = evaluateLoss(new SigmoidBceLoss({ averageEpsilon: 0 }), [[0.2], [-0.7]], [0, 0], options);
    expect(farNumbers(found.terms['loss_cls'], 0.6256624591)).toBeUndefined();
    expect(farNumbers(found.gradient, [[-0.1250830013], [0.01590611392]])).toBeUndefined();
  });

  it('gives ignored and negative labels no weight, and positives their class weight', () => {
    const zeros = [
      [0, 0],
      [0, 0],
      [0, 0],
    ];
    // Row 0: 3 · ln 2 for the positive, ln 2 for the other entry; rows 1 and 2 are left out; mean over the 2 kept entries.
    const loss = new SigmoidBceLoss({ classWeights: [3, 1], ignoreIndex: 9, averageNonIgnored: true });
    const found = evaluateLoss(loss, zeros, [0, 9, -1]);
    expect(found.terms['loss_cls']).toBeCloseTo((4 * Math.LN2) / 2, 6);
    expect(found.gradient).toEqual([[-0.75, 0.25].map((g) => expect.closeTo(g, 6) as number), [0, 0], [0, 0]]);
  });

  it('starts at its prior', () => {
    expect(new SigmoidBceLoss().initialBias).toBeCloseTo(-6.906754778648554, 12);
    expect(new SigmoidBceLoss({ prior: 0.01 }).initialBias).toBeCloseTo(-4.595119850134589, 12);
  });
});
