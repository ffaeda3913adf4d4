import type { PartStart } from '../part-start.js';

/** Squared distance of deltas. */
export const boxLossStart: PartStart = {
  source: ({ className, type }) => `import type { BoxLoss, BoxLossOptions, Scalar, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/**
 * Squared distance of deltas, summed and divided by the average factor: a start for \`${type}\`.
 *
 * @see the paper, its equation, the file of the original code
 */
export class ${className} implements BoxLoss {
  readonly space = 'deltas';
  readonly #factor: number;

  constructor({ factor }: { readonly factor: number }) {
    this.#factor = factor;
  }

  /**
   * @param predictions float32 [P, 4]
   * @param targets float32 [P, 4]
   * @returns a scalar, 0 for no rows
   */
  loss(predictions: Tensor2D, targets: Tensor2D, { weights, averageFactor }: BoxLossOptions = {}): Scalar {
    const rows = tf.squaredDifference(predictions, targets).sum(1);
    const weighted = weights === undefined ? rows : rows.mul(tf.tensor1d(weights));
    return weighted.sum<Scalar>().mul(tf.scalar(this.#factor / (averageFactor ?? Math.max(predictions.size, 1))));
  }
}
`,
  test: ({ className, file }) => `import { tf, useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { ${className} } from './${file}.js';

beforeAll(() => useBackend('cpu'));

it('is the mean squared distance', () => {
  // (1 + 4 + 0 + 0) / 4 · 2
  const value = new ${className}({ factor: 2 }).loss(tf.tensor2d([[1, 2, 3, 4]]), tf.tensor2d([[0, 0, 3, 4]]));
  expect(value.dataSync()[0]).toBeCloseTo(2.5, 6);
});
`,
};
