import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { SeesawLoss } from './seesaw-loss.js';

const logits = [
  [1, 0.5, -0.2, 0.4, -0.4],
  [0.2, 1.5, 0.3, -0.1, 0.6],
  [0, 0.1, 2, 0.3, 0.2],
  [0.7, -0.3, 0.4, -0.8, 1.1],
];
const labels = [0, 2, 1, 3];
const start = { cum_samples: { shape: [4], data: Float64Array.of(100, 10, 0, 50) } };

// Examples SS-1 … SS-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('SeesawLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('has the values, gradients and scores of the original', () => {
    const loss = new SeesawLoss({ classes: 3, averageEpsilon: 0 });
    loss.state.load(start);
    const found = evaluateLoss(loss, logits, labels, { averageFactor: 4 });
    expect(farNumbers(found.terms['loss_cls_classes'], 1.894913088)).toBeUndefined();
    expect(farNumbers(found.terms['loss_cls_objectness'], 0.5645175333)).toBeUndefined();
    const gradient = [
      [-0.02486159465, 0.02317177986, 0.001689814796, -0.07750637972, 0.07750637972],
      [0.005875098884, 0.2376319127, -0.2435070116, -0.167046943, 0.167046943],
      [0.004939638557, -0.2445408551, 0.2396012166, -0.1187552031, 0.1187552031],
      [0, 0, 0, 0.03252711859, -0.03252711859],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
    expect(farNumbers(found.scores[0], [0.3616739979, 0.2193663685, 0.1089341148, 0.3100255189])).toBeUndefined();
    loss.advance();
    expect([...loss.state.save()['cum_samples'].data]).toEqual([101, 11, 1, 51]);
  });

  it('is the cross-entropy of the foreground rows without its factors', () => {
    const found = evaluateLoss(new SeesawLoss({ classes: 3, p: 0, q: 0, averageEpsilon: 0 }), logits, labels, { averageFactor: 4 });
    expect(farNumbers(found.terms['loss_cls_classes'], 1.112510339)).toBeUndefined();
  });

  it('clamps the score of the true class in the compensation', () => {
    const loss = new SeesawLoss({ classes: 3, averageEpsilon: 0 });
    loss.state.load({ cum_samples: { shape: [4], data: Float64Array.of(1, 999, 1, 0) } });
    const found = evaluateLoss(loss, [[8, -8, 0, 40, -40]], [1], { averageFactor: 1 });
    expect(farNumbers(found.terms['loss_cls_classes'], 19.68346515)).toBeUndefined();
    expect(farNumbers(found.gradient[0].slice(0, 3), [0.9999999636, -0.9999999972, 3.356877993e-8], { absolute: 1e-9 })).toBeUndefined();
  });

  it('has no class loss without foreground', () => {
    const found = evaluateLoss(new SeesawLoss({ classes: 3 }), logits, [3, 3, 3, 3]);
    expect(found.terms['loss_cls_classes']).toBe(0);
    expect(found.gradient.every((row) => row.slice(0, 3).every((g) => g === 0))).toBe(true);
  });

  it('does not read the class logits of background rows', () => {
    const unread = [[NaN, NaN, NaN, 0, 0]];
    expect(evaluateLoss(new SeesawLoss({ classes: 3 }), unread, [3]).terms['loss_cls_objectness']).toBeCloseTo(Math.LN2, 6);
  });

  it('counts each batch once, with or without a step between', () => {
    const loss = new SeesawLoss({ classes: 3, syncCounts: true });
    evaluateLoss(loss, logits, labels);
    evaluateLoss(loss, logits, labels);
    expect([...loss.increments]).toEqual([2, 2, 2, 2]);
    loss.increments.fill(5);
    loss.advance();
    expect([...loss.state.save()['cum_samples'].data]).toEqual([5, 5, 5, 5]);
    expect(new SeesawLoss({ classes: 3 }).increments).toHaveLength(0);
  });
});
