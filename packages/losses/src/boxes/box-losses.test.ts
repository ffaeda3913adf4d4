import type { BoxLoss, BoxLossOptions } from '@ecm/core/model';
import { tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { BinaryCrossEntropyLoss } from '../binary-cross-entropy/binary-cross-entropy-loss.js';
import { GiouLoss } from '../giou/giou-loss.js';
import { IouLoss } from '../iou/iou-loss.js';
import { L1Loss } from '../l1/l1-loss.js';
import { SmoothL1Loss } from '../smooth-l1/smooth-l1-loss.js';

function evaluate(loss: BoxLoss, predictions: number[][], targets: number[][], options?: BoxLossOptions) {
  const { value, gradients } = gradientsOf<[tf.Tensor2D]>(
    (x) => loss.loss(x, tf.tensor2d(targets, [targets.length, 4]), options),
    [tf.tensor2d(predictions, [predictions.length, 4])],
  );
  return { value: value.dataSync()[0], gradient: gradients[0].arraySync() };
}

const deltas = [
  [0.2, -0.5, 1, 2],
  [0, 0.05, -0.3, 0.4],
];
const deltaTargets = [
  [0, 0.1, 1, -0.5],
  [0.05, 0, 0.3, 0.4],
];
const boxes = [
  [1, 1, 5, 6],
  [0, 0, 2, 2],
];
const boxTargets = [
  [2, 0, 6, 4],
  [3, 3, 5, 4],
];
const boxOptions = { weights: Float32Array.of(0.5, 0.8), averageFactor: 1.3 };

// Examples BOX-1 … BOX-5 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('box and mask losses on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('SmoothL1Loss is a parabola below β and a line above', () => {
    const one = evaluate(new SmoothL1Loss({ averageEpsilon: 0 }), deltas, deltaTargets, { averageFactor: 8 });
    expect(farNumbers(one.value, 0.2978125)).toBeUndefined();
    const gradient = [
      [0.025, -0.075, 0, 0.125],
      [-0.00625, 0.00625, -0.075, 0],
    ];
    expect(farNumbers(one.gradient, gradient)).toBeUndefined();
    const ninth = evaluate(new SmoothL1Loss({ beta: 1 / 9, averageEpsilon: 0 }), deltas, deltaTargets, { averageFactor: 8 });
    expect(farNumbers(ninth.value, 0.4625347222)).toBeUndefined();
    expect(() => new SmoothL1Loss({ beta: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[UserError: SmoothL1Loss: beta must be positive, but is 0. Use the L1 loss for beta 0.]`,
    );
  });

  it('L1Loss has the sign of the difference as gradient', () => {
    const found = evaluate(new L1Loss({ averageEpsilon: 0 }), deltas, deltaTargets, { averageFactor: 8 });
    expect(farNumbers(found.value, 0.5)).toBeUndefined();
    const gradient = [
      [0.125, -0.125, 0, 0.125],
      [-0.125, 0.125, -0.125, 0],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
  });

  it('IouLoss clamps disjoint boxes, which then have no gradient', () => {
    const found = evaluate(new IouLoss({ averageEpsilon: 0 }), boxes, boxTargets, boxOptions);
    expect(farNumbers(found.value, 8.924395839)).toBeUndefined();
    const gradient = [
      [-0.07122507123, 0.113960114, -0.09971509972, 0.05698005698],
      [0, 0, 0, 0],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
    // IoU is 1/3 and 0: linear (0.5 · 2/3 + 0.8)/1.3, square (0.5 · 8/9 + 0.8)/1.3.
    expect(farNumbers(evaluate(new IouLoss({ mode: 'linear' }), boxes, boxTargets, boxOptions).value, (1 / 3 + 0.8) / 1.3)).toBeUndefined();
    expect(farNumbers(evaluate(new IouLoss({ mode: 'square' }), boxes, boxTargets, boxOptions).value, (4 / 9 + 0.8) / 1.3)).toBeUndefined();
  });

  it('GiouLoss pulls disjoint boxes together', () => {
    const found = evaluate(new GiouLoss({ averageEpsilon: 0 }), boxes, boxTargets, boxOptions);
    expect(farNumbers(found.value, 1.341025641)).toBeUndefined();
    const gradient = [
      [-0.02886989554, 0.05080721747, -0.05887939221, 0.02540360874],
      [0.02461538462, 0.01538461538, -0.06153846154, -0.06153846154],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
  });

  it.each([
    ['IouLoss', new IouLoss()],
    ['GiouLoss', new GiouLoss()],
    ['L1Loss', new L1Loss()],
  ])('%s averages four weights per box, and is 0 without boxes', (_, loss) => {
    const four = { weights: Float32Array.of(0.5, 0.5, 0.5, 0.5, 0.8, 0.8, 0.8, 0.8), averageFactor: 1.3 };
    expect(evaluate(loss, boxes, boxTargets, four)).toEqual(evaluate(loss, boxes, boxTargets, boxOptions));
    expect(evaluate(loss, [], []).value).toBe(0);
    expect(evaluate(loss, boxes, boxTargets, { weights: new Float32Array(2), averageFactor: 1 }).value).toBe(0);
  });

  it('says which shape is wrong', () => {
    expect(() => evaluate(new L1Loss(), boxes, [[0, 0, 1, 1]])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: L1Loss: targets must be [2, 4], but is [1, 4].]`,
    );
    expect(() => evaluate(new GiouLoss(), boxes, boxTargets, { weights: new Float32Array(3) })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: GiouLoss: weights must be [2] or [8], but is [3].]`,
    );
  });

  it('BinaryCrossEntropyLoss averages over regions and pixels', () => {
    const targets = tf.tensor3d([1, 0, 1, 1], [1, 2, 2]);
    const { value, gradients } = gradientsOf<[tf.Tensor3D]>(
      (z) => new BinaryCrossEntropyLoss().loss(z, targets),
      [tf.tensor3d([1, 1, -0.5, 0.3], [1, 2, 2])],
    );
    expect(farNumbers(value.dataSync()[0], 0.7887389009)).toBeUndefined();
    expect(farNumbers([...gradients[0].dataSync()], [-0.06723535534, 0.1827646447, -0.1556148328, -0.1063893708])).toBeUndefined();
    const none = tf.zeros<tf.Rank.R3>([0, 2, 2]);
    expect(new BinaryCrossEntropyLoss().loss(none, none).dataSync()[0]).toBe(0);
    expect(() => new BinaryCrossEntropyLoss().loss(none, targets)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: BinaryCrossEntropyLoss: targets must be [0, 2, 2], but is [1, 2, 2].]`,
    );
  });
});
