import type { Scalar, Tensor1D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/** Added to every average factor: the float32 machine epsilon, as in mmdetection's weight_reduce_loss. */
const FLOAT32_EPSILON = 2 ** -23;

/**
 * Binary cross-entropy with logits, summed and divided: Σ (ln(1 + eˣ) − x y) / (averageFactor + ε).
 *
 * @param logits float32 [n] @param labels 0 or 1, float32 [n]
 */
export function objectnessLoss(logits: Tensor1D, labels: Tensor1D, averageFactor: number): Scalar {
  const losses = tf.sub(tf.softplus(logits), tf.mul(logits, labels));
  return tf.div(tf.sum(losses), averageFactor + FLOAT32_EPSILON);
}
