import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { Eqlv2Loss } from './eqlv2-loss.js';

const first = [
  [1, -0.5, 0.2],
  [-0.3, 0.6, -1],
];
const second = [
  [0.4, 0.1, -0.2],
  [0.7, -0.9, 0.5],
];

// Examples EQLv2-1 … EQLv2-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('Eqlv2Loss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('weights a step by the gradients of the steps before it', () => {
    const loss = new Eqlv2Loss({ classes: 2 });
    const before = evaluateLoss(loss, first, [0, 2]);
    expect(farNumbers(before.terms['loss_cls'], 2.245291212)).toBeUndefined();
    loss.advance();
    const state = loss.state.save();
    expect(farNumbers([...state['pos_grad'].data], [0.2689414214, 0])).toBeUndefined();
    expect(farNumbers([...state['neg_grad'].data], [0.4255574832, 1.023196975])).toBeUndefined();
    expect(farNumbers([...state['pos_neg'].data], [0.6319743676, 0])).toBeUndefined();
    const after = evaluateLoss(loss, second, [1, 2]);
    expect(farNumbers(after.terms['loss_cls'], 2.265477018)).toBeUndefined();
    const gradient = [
      [0.0351732994, -1.187487691, 0.2250830013],
      [0.03925647735, 9.787849566e-6, -0.1887703344],
    ];
    expect(farNumbers(after.gradient, gradient, { absolute: 1e-9 })).toBeUndefined();
    const scores = [
      [0.3291788293, 0.2886514052, 0.4501660027],
      [0.2522680584, 0.1091283181, 0.6224593312],
    ];
    expect(farNumbers(after.scores, scores)).toBeUndefined();
    loss.advance();
    expect(farNumbers([...loss.weights.positive], [4.926744544, 1.000000047, 1])).toBeUndefined();
    expect(farNumbers([...loss.weights.negative], [0.01831386401, 0.9999999882, 1])).toBeUndefined();
  });

  it('has the original map from ratios to weights', () => {
    const loss = new Eqlv2Loss({ classes: 5 });
    loss.state.load({ pos_neg: { shape: [5], data: Float64Array.of(0, 0.4, 0.8, 1.2, 100) } });
    expect(
      farNumbers([...loss.weights.negative], [6.772414962e-5, 0.008162571153, 0.5, 0.9918374288, 1, 1], { absolute: 1e-12 }),
    ).toBeUndefined();
    expect(farNumbers([...loss.weights.positive], [4.999729103, 4.967349715, 3, 1.032650285, 1, 1])).toBeUndefined();
  });

  it('scores with plain sigmoids without objectness', () => {
    const { scores } = evaluateLoss(new Eqlv2Loss({ classes: 2, testWithObjectness: false }), [[0.4, 0.1, -0.2]], [0]);
    expect(farNumbers(scores, [[0.5986876601, 0.5249791875, 0.4501660027]])).toBeUndefined();
  });

  it('does not count what was not stepped over, and resumes where it was saved', () => {
    const loss = new Eqlv2Loss({ classes: 2 });
    evaluateLoss(loss, first, [0, 2]);
    loss.advance();
    evaluateLoss(loss, second, [1, 2]);
    const resumed = new Eqlv2Loss({ classes: 2 });
    resumed.state.load(loss.state.save());
    loss.state.load(loss.state.save());
    expect(evaluateLoss(resumed, second, [1, 2])).toEqual(evaluateLoss(loss, second, [1, 2]));
    loss.advance();
    resumed.advance();
    expect(resumed.state.save()).toEqual(loss.state.save());
    loss.advance();
    expect(resumed.state.save()).toEqual(loss.state.save());
  });

  it('keeps its start values where a checkpoint has none, and refuses other sizes', () => {
    const loss = new Eqlv2Loss({ classes: 2 });
    loss.state.load({});
    expect([...loss.state.ratios]).toEqual([100, 100]);
    expect(() => {
      loss.state.load({ pos_grad: { shape: [3], data: new Float64Array(3) } });
    }).toThrowErrorMatchingInlineSnapshot(`[ShapeError: Eqlv2Loss: saved state "pos_grad" must be [2], but is [3].]`);
  });

  it('counts the same whatever the loss weight is', () => {
    const [plain, weighted] = [1, 3].map((lossWeight) => new Eqlv2Loss({ classes: 2, lossWeight }));
    for (const loss of [plain, weighted]) evaluateLoss(loss, first, [0, 2]);
    expect(farNumbers([...weighted.increments], [...plain.increments])).toBeUndefined();
  });
});
