import type { Tensor } from '@ecm/core/model';
import { customOp, tf } from '@ecm/tensor';

import type { NanPolicy } from './nan-policy.js';
import { checkFinite } from './nan-policy.js';

/**
 * Computes a loss and its gradient together on the host.
 *
 * @param values the input's numbers
 * @param gradient receives ∂loss/∂input; zeros at the start
 * @returns the loss, or element losses
 */
export type LossKernel = (values: Float32Array, gradient: Float32Array) => number | Float32Array;

/** How a fused loss is run. */
export interface FusedLossOptions {
  /** Name of the loss, for messages. */
  readonly name: string;
  readonly nan: NanPolicy;
  /** Shape of the element losses, if the kernel returns such: leading axes of the input's shape; a scalar if absent. */
  readonly shape?: readonly number[];
}

/**
 * One differentiable op out of a kernel: the forward pass computes the gradient, too, and the backward pass only scales it.
 * On the wasm and cpu backends tensors live in host memory, so that this is as near as a kernel can get; ops put together
 * from tfjs kernels pass over the logits ten times or more.
 *
 * @throws NumericError if the loss is NaN or infinite and `nan` is `throw`
 */
export function fusedLoss(input: Tensor, kernel: LossKernel, { name, nan, shape = [] }: FusedLossOptions): Tensor {
  return customOp<Tensor>([input], () => {
    const values = input.dataSync<'float32'>();
    const gradient = new Float32Array(values.length);
    const loss = kernel(values, gradient);
    if (nan === 'throw') checkFinite(name, loss, values, input.shape);
    return {
      value: typeof loss === 'number' ? tf.scalar(loss) : tf.tensor(loss, [...shape], 'float32'),
      saved: [tf.tensor(gradient, input.shape, 'float32')],
      gradient: (upstream, [slopes]) => [() => tf.mul(slopes, aligned(upstream, slopes.rank))],
    };
  });
}

/** Gives a gradient of leading axes the rank of the input, so that it broadcasts over the rest. */
function aligned(upstream: Tensor, rank: number): Tensor {
  if (upstream.rank === 0) return upstream;
  return upstream.reshape([...upstream.shape, ...new Array<number>(rank - upstream.rank).fill(1)]);
}
