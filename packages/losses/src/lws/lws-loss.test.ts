import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { LwsLoss } from './lws-loss.js';

// Examples LWS-1 … LWS-3 of the loss specification, computed with the original code in double precision. The scaled logits are
// those that the classifier `lws` gives for them; its own test has the gradients by the scales.
describe.each(['wasm', 'cpu'] as const)('LwsLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each([
    {
      scales: '1.2, 0.7, 1',
      logits: [
        [-0.62, -0.35, 1.5],
        [0.364, -0.084, -0.13],
      ],
      wanted: 1.699623859,
    },
    {
      scales: '1',
      logits: [
        [-0.5, -0.5, 1.5],
        [0.32, -0.12, -0.13],
      ],
      wanted: 1.757225009,
    },
    {
      scales: '0',
      logits: [
        [0.1, 0, -0.2],
        [0.1, 0, -0.2],
      ],
      wanted: 1.172918913,
    },
  ])('is the cross-entropy of the logits that scales $scales give', ({ logits, wanted }) => {
    const found = evaluateLoss(new LwsLoss({ averageEpsilon: 0 }), logits, [1, 2], { averageFactor: 2 });
    expect(farNumbers(found.terms['loss_cls'], wanted)).toBeUndefined();
  });
});
