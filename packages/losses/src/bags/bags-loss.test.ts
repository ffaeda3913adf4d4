import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { BagsLoss } from './bags-loss.js';

const counts = [5, 50, 500, 5000, 7];
const logits = [
  [0.1, 0.4, -0.2, 0.3, -0.1, 0, 0.5, 0.2, 0.9, 0.6, -0.6],
  [0.2, -0.3, 0.8, -0.4, 0.2, 0.1, 0.1, -0.5, 0.7, -0.2, 0.3],
  [0, 0.1, 0.1, 0.5, -0.5, -0.2, 0.4, 0.3, -0.3, -1, 1],
];

// Examples BAGS-1 … BAGS-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('BagsLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('has the values, gradients and scores of the original', () => {
    const loss = new BagsLoss({ counts });
    expect(loss.channels()).toBe(11);
    const found = evaluateLoss(loss, logits, [4, 3, 5]);
    expect(farNumbers(found.terms['loss_cls'], 2.331725987)).toBeUndefined();
    const row = [0.1078512346, 0.145583939, -0.2534351736, 0, 0, 0, 0, -0.2227292574, 0.2227292574, -0.0771584055, 0.0771584055];
    expect(farNumbers(found.gradient[0], row)).toBeUndefined();
    const scores = [0.3356545955, 0.3084184791, 0.4783754227, 0.5135188629, 0.1842111477, 0.2314752165];
    expect(farNumbers(found.scores[0], scores)).toBeUndefined();
  });

  it('trains only the background group on a batch of background', () => {
    const found = evaluateLoss(new BagsLoss({ counts }), logits, [5, 5, 5]);
    expect(farNumbers(found.terms['loss_cls'], 0.6880958209)).toBeUndefined();
    expect(farNumbers(found.gradient[0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.2561749278, -0.2561749278])).toBeUndefined();
  });

  it('keeps floor(β · own rows) others, the same after a resume', () => {
    const loss = new BagsLoss({ counts, beta: 2.5 });
    const labels = Int32Array.from([0, 4, ...new Array<number>(18).fill(5)]);
    const state = loss.state.save();
    const mask = loss.drawRows(labels);
    const group = mask.subarray(0, 20);
    expect(group.reduce((sum, kept) => sum + kept, 0)).toBe(2 + 5);
    expect([group[0], group[1]]).toEqual([1, 1]);
    expect(loss.drawRows(labels)).not.toEqual(mask);
    loss.state.load(state);
    expect(loss.drawRows(labels)).toEqual(mask);
    const all = new BagsLoss({ counts, subsample: 'all' }).drawRows(labels);
    expect(all.subarray(0, 20).every((kept) => kept === 1)).toBe(true);
  });
});
