import type { PartStart } from '../part-start.js';

/** Squared distance of sigmoid scores, with its gradient in the test. */
export const classificationLossStart: PartStart = {
  source: ({ className, type }) => `import type { ClassificationLoss, LossTerms, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/**
 * Squared distance between sigmoid scores and one-hot targets, summed over classes, averaged over regions: a start for \`${type}\`.
 *
 * Name the paper and the equation here.
 */
export class ${className} implements ClassificationLoss {
  readonly initialBias = 0;
  readonly #factor: number;

  constructor({ factor }: { readonly factor: number }) {
    this.#factor = factor;
  }

  /** One logit per class and one for the background. */
  channels(classes: number): number {
    return classes + 1;
  }

  /**
   * @param logits float32 [R, C + 1], background last
   * @param labels class of each region, 0 … C
   * @returns \`loss_cls\`, a scalar
   */
  losses(logits: Tensor2D, labels: Int32Array): LossTerms {
    const targets = tf.oneHot(tf.tensor1d(labels, 'int32'), logits.shape[1]).toFloat();
    const squares = tf.squaredDifference(tf.sigmoid(logits), targets);
    return { loss_cls: squares.sum(1).mean().mul(tf.scalar(this.#factor)) };
  }

  /** @returns float32 [R, C + 1], background last */
  scores(logits: Tensor2D): Tensor2D {
    return tf.sigmoid(logits);
  }
}
`,
  test: ({ className, file }) => `import { tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { beforeAll, expect, it } from 'vitest';

import { ${className} } from './${file}.js';

beforeAll(() => useBackend('cpu'));

it('is the squared distance of scores and targets', () => {
  // Logits 0 give scores 1/2, so each of the three entries is 1/4; the gradient is 2 · 2 (s − t) s (1 − s) = ±1/2.
  const logits = tf.zeros<tf.Rank.R2>([1, 3]);
  const loss = new ${className}({ factor: 2 });
  const { value, gradients } = gradientsOf((x) => loss.losses(x, new Int32Array([1]))['loss_cls'], [logits]);
  expect(value.dataSync()[0]).toBeCloseTo(2 * 0.75, 6);
  [0.5, -0.5, 0.5].forEach((wanted, index) => {
    expect(gradients[0].dataSync()[index]).toBeCloseTo(wanted, 6);
  });
});
`,
};
