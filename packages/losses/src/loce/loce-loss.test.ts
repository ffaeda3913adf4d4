import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { LoceLoss } from './loce-loss.js';

const logits = [
  [1, 0.2, -0.5, 0.3],
  [0.1, -0.2, 0.4, 2],
];

// Examples LOCE-1 … LOCE-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('LoceLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('has the value and gradient of the original for given mean scores', () => {
    const loss = new LoceLoss({ classes: 3, averageEpsilon: 0 });
    const scores = Float64Array.of(0.6, 0.05, 0.2, 0.01);
    const given = { channels: () => 4, initialBias: 0, scores: loss.scores.bind(loss) };
    const found = evaluateLoss(
      { ...given, losses: (z, labels, options) => ({ loss: loss.equilibrium(z, labels, scores, options) }) },
      logits,
      [1, 3],
      {
        averageFactor: 2,
      },
    );
    expect(farNumbers(found.terms['loss'], 3.038508264)).toBeUndefined();
    const gradient = [
      [0.4463898224, -0.4832853436, 0.03320101085, 0.003694510426],
      [0.3080488175, 0.01901734807, 0.1386074698, -0.4656736354],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
  });

  it('is the plain cross-entropy while all mean scores are equal', () => {
    const background = [3, 3];
    const found = evaluateLoss(new LoceLoss({ classes: 3 }), logits, background, { averageFactor: 2 });
    // −logsoftmax at the background of both rows: 1.3774 … by hand from the logits.
    const hand = logits.map((row) => Math.log(row.reduce((sum, z) => sum + Math.exp(z), 0)) - row[3]);
    expect(found.terms['loss_cls']).toBeCloseTo((hand[0] + hand[1]) / 2, 6);
  });

  it('takes one record per object into the mean scores, with this step already in its loss', () => {
    const loss = new LoceLoss({ classes: 3 });
    const zeros = [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ];
    // Probabilities are 1/4. Class 0 has two objects (rows 0, 1), class 2 one: s̄ = α^k · 0.01 + (1 − α^k)/4.
    const found = evaluateLoss(loss, zeros, [0, 0, 2], { objects: Int32Array.of(0, 1, 7) });
    const [a, c] = [0.81 * 0.01 + 0.19 / 4, 0.9 * 0.01 + 0.1 / 4];
    const total = a + 0.01 + c + 0.01;
    expect(found.terms['loss_cls']).toBeCloseTo((2 * Math.log(total / a) + Math.log(total / c)) / 3, 5);
    expect([...loss.state.save()['mean_score'].data]).toEqual([0.01, 0.01, 0.01, 0.01]);
    loss.advance();
    expect(farNumbers([...loss.state.save()['mean_score'].data], [a, 0.01, c, 0.01])).toBeUndefined();
    loss.advance();
    expect(farNumbers([...loss.state.save()['mean_score'].data], [a, 0.01, c, 0.01])).toBeUndefined();
  });

  it('changes nothing in a step without a call', () => {
    const loss = new LoceLoss({ classes: 1, backgroundScore: 0.5 });
    loss.advance();
    expect([...loss.state.save()['mean_score'].data]).toEqual([0.01, 0.01]);
  });

  it('takes one record per class where objects are not told', () => {
    const loss = new LoceLoss({ classes: 1 });
    evaluateLoss(
      loss,
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      [0, 0, 1],
    );
    expect([...loss.increments]).toEqual([1, 0.5]);
  });
});
