import type { Tensor1D, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/** Learnable calibration of DisAlign. */
export interface DisalignParameters {
  /** a, float32 [C]; 1 at the start. */
  readonly scale: Tensor1D;
  /** b, float32 [C]; 0 at the start. */
  readonly shift: Tensor1D;
  /** Logit of each row's confidence, a linear function of its (not normalised) features; float32 [R, 1]. */
  readonly confidence: Tensor2D;
}

/**
 * Calibrated logits ẑ = z + σ(confidence) · ((a − 1) z + b) of the foreground classes; the background logit stays.
 *
 * @param logits float32 [R, C + 1] of the frozen classifier
 * @returns float32 [R, C + 1]
 * @see Zhang et al., CVPR 2021, Eq. (6); Megvii-BaseDetection/cvpods cvpods/modeling/roi_heads/disalign_fast_rcnn.py
 */
export function disalignLogits(logits: Tensor2D, { scale, shift, confidence }: DisalignParameters): Tensor2D {
  const classes = logits.shape[1] - 1;
  const foreground = tf.slice2d(logits, [0, 0], [-1, classes]);
  const change = tf.add(tf.mul(foreground, tf.sub(scale, 1)), shift);
  const calibrated = tf.add<Tensor2D>(foreground, tf.mul(tf.sigmoid(confidence), change));
  return tf.concat2d([calibrated, tf.slice2d(logits, [0, classes], [-1, 1])], 1);
}
