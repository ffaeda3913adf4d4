import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { ClassTree } from '../reference/classification/class-tree.js';
import { EcmLoss } from './ecm-loss.js';

const counts = [1, 10, 100];
const logits = [
  [0.8, -0.5, 0.3, -1],
  [-1.2, 0.4, -0.7, 1.5],
];

// Examples ECM-1 … ECM-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('EcmLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('has the values, gradients and scores of the original', () => {
    const found = evaluateLoss(new EcmLoss({ counts }), logits, [0, 3]);
    expect(farNumbers(found.terms['loss_cls'], 1.159322889)).toBeUndefined();
    const gradient = [
      [-0.5184506436, 0.108744532, 0.4933329432, 0.05561006963],
      [0.01669617222, 0.42373797, 0.1226844044, -0.009575283485],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
    const scores = [
      [0.5044117635, 0.2760043447, 0.4199511298, 0.2689414214],
      [0.04222698762, 0.10921591, 0.06053101947, 0.8175744762],
    ];
    expect(farNumbers(found.scores, scores)).toBeUndefined();
  });

  it('takes the margins as gradients at zero logits', () => {
    const zeros = logits.map((row) => row.map(() => 0));
    const found = evaluateLoss(new EcmLoss({ counts }), zeros, [0, 3]);
    expect(farNumbers(found.terms['loss_cls'], 1.968134155)).toBeUndefined();
    expect(farNumbers(found.gradient[0], [-0.8417386631, 0.2488172339, 0.3552351488, 0.1929885357])).toBeUndefined();
  });

  it('is finite where the ratio of exponentials is not', () => {
    const found = evaluateLoss(new EcmLoss({ counts }), [[60, -60, 0, 0]], [1]);
    expect(farNumbers(found.terms['loss_cls'], 239.3474555)).toBeUndefined();
    expect(farNumbers(found.gradient, [[1.998770654, -1.987660934, 0.7104702976, 0.3859770713]])).toBeUndefined();
  });

  it('ignores row weights and the average factor unless asked', () => {
    const options = { weights: Float32Array.of(0.5, 2), averageFactor: 4 };
    const plain = evaluateLoss(new EcmLoss({ counts }), logits, [0, 3]);
    expect(evaluateLoss(new EcmLoss({ counts }), logits, [0, 3], options)).toEqual(plain);
    const weighted = evaluateLoss(new EcmLoss({ counts, useLabelWeights: true, averageEpsilon: 0 }), logits, [0, 3], options);
    // Two rows, so that the plain gradient is half of a row's own: g · w · 2/4.
    expect(
      farNumbers(
        weighted.gradient[0],
        plain.gradient[0].map((g) => (g * 0.5 * 2) / 4),
      ),
    ).toBeUndefined();
    expect(
      farNumbers(
        weighted.gradient[1],
        plain.gradient[1].map((g) => (g * 2 * 2) / 4),
      ),
    ).toBeUndefined();
  });

  it('divides by the number of entries if the class reduction is a mean', () => {
    const found = evaluateLoss(new EcmLoss({ counts, classReduction: 'mean', lossWeight: 3 }), logits, [0, 3]);
    expect(farNumbers(found.terms['loss_cls'], (3 * 1.159322889) / 4)).toBeUndefined();
  });

  it('makes ancestors positive and leaves descendants out, without touching the background', () => {
    const tree = new ClassTree([[], [0], []]);
    const targets = evaluateLoss(new EcmLoss({ counts, hierarchyTargets: tree }), logits, [1, 3]);
    expect(targets.gradient[0][0]).toBeLessThan(0);
    const ignore = evaluateLoss(new EcmLoss({ counts, hierarchyIgnore: tree }), logits, [0, 3]);
    const plain = evaluateLoss(new EcmLoss({ counts }), logits, [0, 3]);
    expect(ignore.gradient[0]).toEqual([plain.gradient[0][0], 0, plain.gradient[0][2], plain.gradient[0][3]]);
    expect(ignore.gradient[1]).toEqual(plain.gradient[1]);
  });

  it('measures the background ratio once, before training', () => {
    const loss = new EcmLoss({ counts, backgroundRatio: 'measure' });
    expect(loss.measurement.pending).toBe(true);
    expect(evaluateLoss(loss, logits, [0, 3]).terms['loss_cls']).toBe(0);
    // With the counted batch of above: 1 + 2 foreground rows, 1 + 5 background rows.
    expect(loss.measureBackgroundRatio([Int32Array.of(0, 3, 3), Int32Array.of(2, 3, 3, 3)])).toBe(2);
    expect(evaluateLoss(loss, logits, [0, 3])).toEqual(evaluateLoss(new EcmLoss({ counts, backgroundRatio: 2 }), logits, [0, 3]));
    expect(() => loss.measureBackgroundRatio([])).toThrowErrorMatchingInlineSnapshot(
      `[UserError: EcmLoss: the background ratio is fixed already and must not change during training.]`,
    );
    const empty = new EcmLoss({ counts, backgroundRatio: 'measure' });
    expect(() => empty.measureBackgroundRatio([Int32Array.of(3)])).toThrowErrorMatchingInlineSnapshot(
      `[UserError: The background ratio cannot be measured: 1 batches had 0 foreground and 1 background rows. Measure on more batches, or set "backgroundRatio" to a number (6.3313 in the official recipes).]`,
    );
  });

  it('keeps counts and ratio in its state', () => {
    const measured = new EcmLoss({ counts, backgroundRatio: 'measure' });
    expect(measured.state.save()['background_ratio']).toBeUndefined();
    measured.measureBackgroundRatio([Int32Array.of(0, 3, 3, 3)]);
    const resumed = new EcmLoss({ counts, backgroundRatio: 'measure' });
    resumed.state.load(measured.state.save());
    expect(resumed.state.backgroundRatio).toBe(3);
    expect(resumed.state.save()).toEqual(measured.state.save());
    const other = new EcmLoss({ counts: [1, 2] });
    expect(() => {
      other.state.load(measured.state.save());
    }).toThrowErrorMatchingInlineSnapshot(`[ShapeError: EcmLoss: saved state "counts" must be [2], but is [3].]`);
  });

  it('refuses counts and ratios that leave no negatives', () => {
    expect(() => new EcmLoss({ counts, backgroundRatio: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[UserError: The background ratio of the effective class-margin loss must be a positive number, but is 0.]`,
    );
    expect(() => new EcmLoss({ counts: [Infinity, 1] })).toThrowErrorMatchingInlineSnapshot(
      `[UserError: The effective class-margin loss needs finite counts and at least one other class beside each class, but got 2 class counts summing to Infinity. Give the background a ratio, or check the class statistics.]`,
    );
  });

  it('names the first logit that is not a number, or lets it through', () => {
    const bad = [
      [0, 0, 0, 0],
      [0, 0, NaN, 0],
    ];
    expect(() => evaluateLoss(new EcmLoss({ counts }), bad, [0, 3])).toThrowErrorMatchingInlineSnapshot(
      `[NumericError: EcmLoss: the loss is not finite, because the logit in row 1, column 2 of [2, 4] is NaN. Lower the learning rate or clip gradients; set "nan": "pass" to let such numbers through.]`,
    );
    expect(evaluateLoss(new EcmLoss({ counts, nan: 'pass' }), bad, [0, 3]).terms['loss_cls']).toBeNaN();
  });
});
