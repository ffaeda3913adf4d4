import type { ClassificationLoss, ClassificationLossOptions } from '@ecm/core/model';
import { tf } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';

/** What a classification loss makes of some rows. */
export interface EvaluatedLoss {
  readonly terms: Readonly<Record<string, number>>;
  /** Gradient of the sum of the terms, row by row. */
  readonly gradient: number[][];
  readonly scores: number[][];
}

/** Runs a classification loss on a few rows: its terms, the gradient of their sum, its scores. */
export function evaluateLoss(
  loss: ClassificationLoss,
  logits: readonly (readonly number[])[],
  labels: readonly number[],
  options: ClassificationLossOptions = {},
): EvaluatedLoss {
  const columns = logits[0].length;
  const terms: Record<string, number> = {};
  const rows = (tensor: tf.Tensor) => {
    const data = Array.from(tensor.dataSync());
    const [, width = 1] = tensor.shape;
    return Array.from({ length: data.length / width }, (_, row) => data.slice(row * width, (row + 1) * width));
  };
  tf.engine().startScope();
  try {
    const input = tf.tensor2d(Float32Array.from(logits.flat()), [logits.length, columns]);
    const { gradients } = gradientsOf<[tf.Tensor2D]>(
      (z) => {
        const found = loss.losses(z, Int32Array.from(labels), options);
        for (const [name, term] of Object.entries(found)) terms[name] = term.dataSync()[0];
        return tf.addN(Object.values(found));
      },
      [input],
    );
    return { terms, gradient: rows(gradients[0]), scores: rows(loss.scores(input)) };
  } finally {
    tf.engine().endScope();
  }
}
