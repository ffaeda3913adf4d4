import { tf, useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { EcmVarifocalLoss } from './ecm-varifocal-loss.js';

// Example ECM-5 of the loss specification: no code was released; its numbers follow from the formulas in double precision.
describe.each(['wasm', 'cpu'] as const)('EcmVarifocalLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('has the values and gradients of the specification', () => {
    const logits = [
      [0.3, -1.2, 0.6],
      [-0.5, 0, -0.9],
    ];
    const loss = new EcmVarifocalLoss({ counts: [1, 10, 100], averageEpsilon: 0 });
    const found = evaluateLoss(loss, logits, [2, 3], { averageFactor: 1, qualities: Float32Array.of(0.8, 0) });
    expect(farNumbers(found.terms['loss_cls'], 0.1914538263)).toBeUndefined();
    const gradient = [
      [0.1802958249, 0.0004792201685, 0.02123014948],
      [0.00458737624, 0.171763616, 0.01166923496],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
    expect(loss.channels()).toBe(3);
    // The same from a matrix of targets, and entry by entry without the average factor.
    const [input, targets] = [tf.tensor2d(logits), Float32Array.of(0, 0, 0.8, 0, 0, 0)];
    expect(farNumbers(loss.targetLoss(input, targets, { averageFactor: 1 }).dataSync()[0], 0.1914538263)).toBeUndefined();
    const elements = loss.elementLosses(input, targets, { averageFactor: 7 }).arraySync();
    expect(
      farNumbers(
        elements.flat().reduce((sum, value) => sum + value, 0),
        0.1914538263,
      ),
    ).toBeUndefined();
    expect(elements[0][2]).toBeGreaterThan(0);
  });
});
