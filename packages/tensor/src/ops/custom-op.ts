import type { Tensor } from '@ecm/core/model';

import { engineInternals } from '../autograd/engine-internals.js';

/** What an op's forward pass returns. */
export interface CustomResult<T extends Tensor> {
  readonly value: T;
  /** Tensors that the gradient needs; inputs and the value itself may be among them. */
  readonly saved?: readonly Tensor[];
  /**
   * @param upstream gradient by the value
   * @returns one function per input that computes the gradient by that input; those of inputs that need none are not called.
   *   They run inside a tidy, after the forward pass: use `saved`, not tensors of the forward pass.
   */
  readonly gradient: (upstream: T, saved: readonly Tensor[]) => readonly (() => Tensor)[];
}

/**
 * Runs an op with a gradient of its own.
 *
 * @param inputs tensors to differentiate by
 * @param forward computes the value; what it makes besides is disposed
 */
export function customOp<T extends Tensor>(inputs: readonly Tensor[], forward: () => CustomResult<T>): T {
  let gradient: CustomResult<T>['gradient'];
  return engineInternals().runKernelFunc({
    forwardFunc: (_, save) => {
      const result = forward();
      gradient = result.gradient;
      if (result.saved !== undefined) save([...result.saved]);
      return result.value;
    },
    backwardsFunc: (upstream, saved) => Object.fromEntries(gradient(upstream as T, saved).entries()),
    inputs: Object.fromEntries(inputs.entries()),
  }) as T;
}
