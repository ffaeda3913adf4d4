import { tf, useBackend } from '@ecm/tensor';
import { farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { tdeEffect, tdeLogits } from '../reference/index.js';
import { TdeLoss } from './tde-loss.js';

// Examples TDE-1 … TDE-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('TdeLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  const scoresOf = (alpha: number) => {
    const features = [1, 2, 0.5, -1, 0.3, -0.4, 2, 1];
    const classifier = { weight: [0.5, 0.1, -0.2, 0.3, -0.1, 0.4, 0.6, 0.2, 0.2, -0.3, 0.1, 0.5], width: 4 };
    const plain = tdeLogits(features, classifier);
    const effect = tdeEffect(features, [2, 1, 1.5, 0.5], classifier, alpha);
    const rows = [0, 1].map((row) => {
      const own = [...plain.subarray(3 * row, 3 * row + 3)];
      return [...own, ...own.map((z, k) => z - effect[3 * row + k])];
    });
    return new TdeLoss().scores(tf.tensor2d(rows)).arraySync();
  };

  it('removes the effect of the running feature from the scores of the classes, not of the background', () => {
    const wanted = [
      [7.055567312e-7, 0.9999992134, 8.114747862e-8],
      [7.766698288e-5, 4.685973019e-11, 0.999922333],
    ];
    expect(farNumbers(scoresOf(1.5), wanted, { absolute: 1e-12, relative: 3e-5 })).toBeUndefined();
  });

  it('is the plain softmax without an effect', () => {
    const wanted = [
      [8.260152556e-5, 0.9999173174, 8.114747862e-8],
      [6.511328331e-5, 1.255384627e-5, 0.999922333],
    ];
    expect(farNumbers(scoresOf(0), wanted, { absolute: 1e-12, relative: 3e-5 })).toBeUndefined();
  });

  it('asks for two logits per entry', () => {
    expect(new TdeLoss().channels(10)).toBe(22);
  });
});
