import type { Scalar, Tensor4D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';
import { formulaTensor, toChannelsLast } from '@ecm/testing';

/** The scalar that the goldens differentiate: Σ over levels l of Σ(out_l · R_l) / √n_l with R_l the formula tensor `obj.<l>`. */
export function objectiveOf(maps: readonly Tensor4D[], setSeed: number): Scalar {
  const terms = maps.map((map, level) => {
    const [batch, height, width, channels] = map.shape;
    const shape = [batch, channels, height, width];
    const weights = toChannelsLast(formulaTensor({ formula: `obj.${level}`, shape }, setSeed), shape);
    return tf.div<Scalar>(tf.sum(tf.mul(map, tf.tensor4d(weights, map.shape))), Math.sqrt(map.size));
  });
  return tf.addN(terms);
}
