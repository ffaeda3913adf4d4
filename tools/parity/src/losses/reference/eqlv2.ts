import { equalizationLossV2, gradientRatio, gradientRatioWeights, objectnessScores } from '@ecm/losses/reference';

import type { CaseStarter, GoldenStep } from '../golden-step.js';
import { listed } from './common.js';
import type { ReferenceFactory } from './reference-loss.js';
import { single } from './reference-loss.js';

const constantsOf = (first: GoldenStep) => ({
  gamma: first.param<number>('gamma'),
  mu: first.param<number>('mu'),
  alpha: first.param<number>('alpha'),
});

/** Accumulated gradients in double precision. */
class Ratios {
  positive: Float64Array;
  negative: Float64Array;
  ratio: Float64Array;

  constructor(first: GoldenStep, classes: number) {
    const start = (name: string, value: number) => first.start(name, classes) ?? new Float64Array(classes).fill(value);
    [this.positive, this.negative, this.ratio] = [start('pos', 0), start('neg', 0), start('ratio', 100)];
  }

  add(positive: Float64Array, negative: Float64Array): void {
    this.positive = this.positive.map((value, c) => value + positive[c]);
    this.negative = this.negative.map((value, c) => value + negative[c]);
  }

  advance() {
    this.ratio = this.positive.map((value, c) => gradientRatio(value, this.negative[c]));
    return { 'state:pos': this.positive, 'state:neg': this.negative, 'state:ratio': this.ratio };
  }
}

/** Equalization loss v2 with one worker. */
export const eqlv2: ReferenceFactory = (first, columns) => {
  const ratios = new Ratios(first, columns - 1);
  return {
    run: (step, input) => {
      const labels = step.integers('labels');
      const weights = gradientRatioWeights(ratios.ratio, constantsOf(first));
      const result = equalizationLossV2({ ...input, labels, weights, lossWeight: step.param<number>('loss_weight') });
      ratios.add(result.positive, result.negative);
      // The originals do not reach their weights without rows; the goldens then list none.
      const shown = labels.length > 0 ? weights : { positive: [], negative: [] };
      return single(result, { pos_weight: shown.positive, neg_weight: shown.negative, ...ratios.advance() });
    },
    scores: ({ logits }) => objectnessScores(logits, columns, first.param<boolean>('test_with_obj')),
  };
};

/** Several workers, whose increments are summed. */
export const eqlv2Workers: CaseStarter = (first) => {
  const [workers, rows, columns] = first.array('logits').shape;
  const ratios = new Ratios(first, columns - 1);
  return (step) => {
    const [logits, labels] = [step.array('logits').data, step.integers('labels')];
    const weights = gradientRatioWeights(ratios.ratio, constantsOf(first));
    const size = rows * columns;
    const results = Array.from({ length: workers }, (_, k) =>
      equalizationLossV2({
        logits: logits.slice(k * size, (k + 1) * size),
        columns,
        labels: labels.slice(k * rows, (k + 1) * rows),
        weights,
      }),
    );
    for (const { positive, negative } of results) ratios.add(positive, negative);
    return {
      loss: results.flatMap(({ loss }) => Array.from(listed(loss))),
      'grad:logits': results.flatMap(({ gradient }) => Array.from(gradient)),
      ...ratios.advance(),
    };
  };
};
