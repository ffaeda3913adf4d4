import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { drawWithoutReplacement } from './draw-without-replacement.js';
import { FederatedLoss } from './federated-loss.js';
import { SeededRandom } from '@ecm/core';
import { federatedDraw } from '../reference/classification/federated.js';

const logits = [
  [0.5, -0.2, 0.3, 1, 0.7],
  [-0.4, 0.6, -1.1, 0.2, -0.3],
];
const imageCounts = [4, 9, 16, 25];

// Examples FED-1 … FED-3 of the loss specification.
describe.each(['wasm', 'cpu'] as const)('FederatedLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('has the value and gradient of kept classes only, never of the last column', () => {
    const loss = new FederatedLoss({ imageCounts });
    const given = { channels: () => 5, initialBias: 0, scores: loss.scores.bind(loss) };
    const found = evaluateLoss({ ...given, losses: (z, labels) => loss.lossesOf(z, labels, [0, 2, 4]) }, logits, [0, 4]);
    expect(farNumbers(found.terms['loss_cls'], 1.064391403)).toBeUndefined();
    const gradient = [
      [-0.1887703344, 0, 0.2872212584, 0, 0],
      [0.2006561699, 0, 0.1248699472, 0, 0],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
  });

  it('is the summed cross-entropy if all classes are kept', () => {
    expect(farNumbers(evaluateLoss(new FederatedLoss({ imageCounts }), logits, [0, 4]).terms['loss_cls'], 2.937905091)).toBeUndefined();
  });

  it('draws the same classes after a resume', () => {
    const loss = new FederatedLoss({ imageCounts, classesToKeep: 3 });
    const state = loss.state.save();
    const runs = () => Array.from({ length: 20 }, () => evaluateLoss(loss, logits, [0, 4]).terms['loss_cls']);
    const drawn = runs();
    loss.state.load(state);
    expect(runs()).toEqual(drawn);
    expect(new Set(drawn).size).toBeGreaterThan(1);
  });
});

it('counts the background towards the classes to keep unless told otherwise', () => {
  const draw = federatedDraw([0, 4], imageCounts, { classesToKeep: 4 });
  expect([draw.count, ...draw.weights]).toEqual([2, 0, 3, 4, 5, 0]);
  expect(federatedDraw([0, 4], imageCounts, { classesToKeep: 4, countBackground: false }).count).toBe(3);
  expect(federatedDraw([0, 1, 4], imageCounts, { classesToKeep: 2 }).count).toBe(0);
});

it('draws in proportion to the weights, without replacement', () => {
  const random = new SeededRandom('test');
  const weights = Float64Array.of(0, 3, 4, 5, 0);
  const firsts = new Float64Array(5);
  for (let i = 0; i < 12_000; i++) firsts[drawWithoutReplacement(weights, 1, random)[0]]++;
  // First-draw probabilities 0, 1/4, 1/3, 5/12, 0 (FED-3); three standard deviations of 12,000 draws are below 0.014.
  expect(
    farNumbers(
      [...firsts].map((n) => n / 12_000),
      [0, 0.25, 1 / 3, 5 / 12, 0],
      { absolute: 0.014 },
    ),
  ).toBeUndefined();
  expect(drawWithoutReplacement(weights, 9, random).sort()).toEqual([1, 2, 3]);
});
