import type { Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';
import { customOp } from './custom-op.js';

/** An op on typed arrays. */
export interface HostOp<R extends tf.Rank> {
  /** Shape of the result. */
  readonly shape: tf.ShapeMap[R];
  /** @param inputs values of the inputs @returns values of the result */
  readonly forward: (inputs: readonly Float32Array[]) => Float32Array;
  /** @returns one gradient per input, each as long as the input */
  readonly gradient: (upstream: Float32Array, inputs: readonly Float32Array[]) => readonly Float32Array[];
}

/** Runs an op written on typed arrays as a differentiable tensor op; each call downloads its inputs and uploads its result. */
export function hostOp<R extends tf.Rank>(inputs: readonly Tensor[], op: HostOp<R>): tf.Tensor<R> {
  const shapes = inputs.map((input) => input.shape);
  return customOp<tf.Tensor<R>>(inputs, () => ({
    value: tf.tensor<R>(op.forward(inputs.map(download)), op.shape, 'float32'),
    saved: inputs,
    gradient: (upstream, saved) => {
      let gradients: readonly Float32Array[] | undefined;
      return shapes.map((shape, index) => () => {
        gradients ??= op.gradient(download(upstream), saved.map(download));
        return tf.tensor(gradients[index], shape, 'float32');
      });
    },
  }));
}

function download(tensor: Tensor): Float32Array {
  return tensor.dataSync<'float32'>();
}
