import type { PartStart } from '../part-start.js';

/** Squared distance of mask scores. */
export const maskLossStart: PartStart = {
  source: ({ className, type }) => `import type { MaskLoss, Scalar, Tensor3D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/**
 * Mean squared distance of mask scores and targets: a start for \`${type}\`.
 *
 * @see the paper, its equation, the file of the original code
 */
export class ${className} implements MaskLoss {
  readonly #factor: number;

  constructor({ factor }: { readonly factor: number }) {
    this.#factor = factor;
  }

  /**
   * @param logits float32 [P, H, W]
   * @param targets 0 or 1, float32 [P, H, W]
   * @returns a scalar, 0 for no regions
   */
  loss(logits: Tensor3D, targets: Tensor3D): Scalar {
    const sum = tf.squaredDifference(tf.sigmoid(logits), targets).sum<Scalar>();
    return sum.mul(tf.scalar(this.#factor / Math.max(logits.size, 1)));
  }
}
`,
  test: ({ className, file }) => `import { tf, useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { ${className} } from './${file}.js';

beforeAll(() => useBackend('cpu'));

it('is the mean squared distance of scores and targets', () => {
  // Logits 0 give scores 1/2, whose squared distance to 0 and to 1 is 1/4.
  const value = new ${className}({ factor: 2 }).loss(tf.zeros([1, 1, 2]), tf.tensor3d([[[0, 1]]]));
  expect(value.dataSync()[0]).toBeCloseTo(0.5, 6);
});
`,
};
