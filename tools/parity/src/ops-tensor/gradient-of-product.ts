import type { Tensor } from '@ecm/core/model';
import { tf } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';

/** @returns gradients of Σ op(inputs) · weights by each input, as the goldens define them */
export function gradientsOfProduct<T extends Tensor[]>(op: (...inputs: T) => Tensor, inputs: readonly [...T], weights: Tensor): Tensor[] {
  const objective = (...xs: T) => tf.sum<tf.Scalar>(tf.mul(op(...xs), weights));
  return tf.tidy(() => gradientsOf<T>(objective, inputs).gradients);
}
