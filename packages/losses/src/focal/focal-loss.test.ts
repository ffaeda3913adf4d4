import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { FocalLoss } from './focal-loss.js';

// Examples FL-1 … FL-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('FocalLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('has the values and gradients of the original', () => {
    const logits = [
      [0.3, -1.2, 2],
      [-0.5, 0, 1.5],
    ];
    const found = evaluateLoss(new FocalLoss({ averageEpsilon: 0 }), logits, [0, 3], { averageFactor: 1 });
    expect(farNumbers(found.terms['loss_cls'], 2.306836564)).toBeUndefined();
    const gradient = [
      [-0.04810210983, 0.02556419531, 0.8075352978],
      [0.103452748, 0.2237150964, 0.7210685156],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
    expect(farNumbers(found.scores[1], [0.3775406688, 0.5, 0.8175744762])).toBeUndefined();
  });

  it('is not clamped where the logits saturate', () => {
    const found = evaluateLoss(new FocalLoss({ averageEpsilon: 0 }), [[-30, 30]], [0], { averageFactor: 1 });
    expect(farNumbers(found.terms['loss_cls'], 30)).toBeUndefined();
    expect(farNumbers(found.gradient, [[-0.25, 0.75]])).toBeUndefined();
    const certain = evaluateLoss(new FocalLoss({ gamma: 0.5 }), [[1e4, -1e4]], [0], { averageFactor: 1 });
    expect(certain.terms['loss_cls']).toBe(0);
    expect(certain.gradient.flat().every((g) => Object.is(Math.abs(g), 0))).toBe(true);
  });

  it('is half of the cross-entropy without focus', () => {
    const found = evaluateLoss(new FocalLoss({ alpha: 0.5, gamma: 0, averageEpsilon: 0 }), [[0.3, -1.2, 2]], [1], { averageFactor: 1 });
    expect(farNumbers(found.terms['loss_cls'], 2.222282861)).toBeUndefined();
    expect(farNumbers(found.gradient, [[0.2872212584, -0.3842623917, 0.440398539]])).toBeUndefined();
  });

  it('takes weights per row and per entry', () => {
    const logits = [
      [0.3, -1.2],
      [-0.5, 0],
    ];
    const rows = evaluateLoss(new FocalLoss(), logits, [0, 2], { weights: Float32Array.of(2, 3), averageFactor: 1 });
    const entries = evaluateLoss(new FocalLoss(), logits, [0, 2], { weights: Float32Array.of(2, 2, 3, 3), averageFactor: 1 });
    expect(entries).toEqual(rows);
    const plain = evaluateLoss(new FocalLoss(), logits, [0, 2], { averageFactor: 1 });
    expect(farNumbers(rows.gradient, [plain.gradient[0].map((g) => 2 * g), plain.gradient[1].map((g) => 3 * g)])).toBeUndefined();
  });
});
