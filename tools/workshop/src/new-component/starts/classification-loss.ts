import type { PartStart } from '../part-start.js';

/** Squared distance of sigmoid scores, with its gradient in the test. */
export const classificationLossStart: PartStart = {
  shared: { names: ['nan'], schema: 'nanSchema', module: '../fused/loss-config.js' },
  source: ({ className, type }) => `import type { ClassificationLoss, LossTerms, Scalar, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { checkShapes } from '../fused/check.js';
import { fusedLoss } from '../fused/fused-loss.js';
import type { NanPolicy } from '../fused/nan-policy.js';

/** Arguments of ${className}. */
export interface ${className}Options {
  /** Multiplies the loss. */
  readonly factor: number;
  /** Default \`throw\`. */
  readonly nan?: NanPolicy;
}

/**
 * Squared distance between sigmoid scores and one-hot targets, summed over classes, averaged over regions: a start for \`${type}\`.
 *
 * @see the paper, its equation, the file of the original code
 */
export class ${className} implements ClassificationLoss {
  readonly initialBias = 0;
  readonly #factor: number;
  readonly #nan: NanPolicy;

  constructor({ factor, nan = 'throw' }: ${className}Options) {
    this.#factor = factor;
    this.#nan = nan;
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
    const name = '${className}';
    checkShapes(name, logits, labels, undefined);
    const [rows, columns] = logits.shape;
    const scale = this.#factor / Math.max(rows, 1);
    const kernel = (values: Float32Array, gradient: Float32Array): number => {
      let sum = 0;
      for (let i = 0; i < values.length; i++) {
        const score = 1 / (1 + Math.exp(-values[i]));
        const distance = score - (labels[Math.floor(i / columns)] === i % columns ? 1 : 0);
        sum += distance ** 2;
        gradient[i] = 2 * scale * distance * score * (1 - score);
      }
      return scale * sum;
    };
    return { loss_cls: fusedLoss(logits, kernel, { name, nan: this.#nan }) as Scalar };
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
