import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { CrtLoss } from './crt-loss.js';

describe('CrtLoss', () => {
  beforeAll(() => useBackend('cpu'));

  it('is the softmax cross-entropy (example CE-1 of the loss specification)', () => {
    const found = evaluateLoss(
      new CrtLoss({ averageEpsilon: 0 }),
      [
        [1, 2, 0.5],
        [-1, 0, 3],
      ],
      [1, 2],
      { averageFactor: 2 },
    );
    expect(farNumbers(found.terms['loss_cls'], 0.2651263439)).toBeUndefined();
  });
});
