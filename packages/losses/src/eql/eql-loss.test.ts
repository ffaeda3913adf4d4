import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { EqlLoss } from './eql-loss.js';

const frequencies = [0.0005, 0.002, 0.01];
const logits = [
  [0.5, -0.3, 1.2],
  [-1, 0.8, 0.1],
  [0.4, -0.6, -0.2],
];

// Examples EQL-1 … EQL-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('EqlLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('leaves the negatives of rare classes out on foreground rows only', () => {
    const found = evaluateLoss(new EqlLoss({ frequencies }), logits, [0, 2, 3]);
    expect(farNumbers(found.terms['loss_cls'], 2.085284698)).toBeUndefined();
    const gradient = [
      [-0.1258468896, 0.1418524944, 0.2561749278],
      [0, 0.2299914937, -0.1583402708],
      [0.1995625534, 0.1181145646, 0.1500553342],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
    expect(found.scores[0][3]).toBe(0);
  });

  it.each([
    ['no class is rare', 0, 2.189705261],
    ['every class is', 1, 1.022371906],
  ])('has the original value where %s', (_, lambda, value) => {
    expect(farNumbers(evaluateLoss(new EqlLoss({ frequencies, lambda }), logits, [0, 2, 3]).terms['loss_cls'], value)).toBeUndefined();
  });

  it('takes a frequency equal to λ for common', () => {
    const atLambda = evaluateLoss(new EqlLoss({ frequencies: [0.0011, 1, 1] }), logits, [0, 2, 3]);
    expect(farNumbers(atLambda.terms['loss_cls'], 2.189705261)).toBeUndefined();
  });

  it('does not hide a NaN behind the weight 0, as the original does not', () => {
    const options = { frequencies: [0.0001, 0.5], lambda: 0.0011 };
    expect(() => evaluateLoss(new EqlLoss(options), [[NaN, 0]], [1])).toThrow('row 0, column 0 of [1, 2] is NaN');
    expect(evaluateLoss(new EqlLoss({ ...options, nan: 'pass' }), [[NaN, 0]], [1]).terms['loss_cls']).toBeNaN();
  });
});
