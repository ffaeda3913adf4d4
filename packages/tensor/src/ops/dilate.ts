import type { Tensor4D } from '@ecm/core/model';

import { tf } from '../tf.js';

/** Puts `step − 1` zeros after each row and column of a map: [N, H, W, C] to [N, H · step, W · step, C]. */
export function dilate(x: Tensor4D, step: number): Tensor4D {
  if (step === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const none: [number, number] = [0, 0];
  const after: [number, number] = [0, step - 1];
  const columns = tf.pad(x.reshape([batch * height, width, channels]).expandDims<Tensor4D>(2), [none, none, after, none]);
  const rows = tf.pad(columns.reshape([batch, height, 1, width * step * channels]), [none, none, after, none]);
  return rows.reshape([batch, height * step, width * step, channels]);
}
