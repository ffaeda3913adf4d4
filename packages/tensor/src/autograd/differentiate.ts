import type { Scalar, Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';
import { backpropagate } from './backpropagate.js';
import { engineInternals } from './engine-internals.js';
import { Tape } from './tape.js';

/** A value and its gradients; `undefined` where the value does not depend on the input. */
export interface Differentiated {
  readonly value: Scalar;
  readonly gradients: readonly (Tensor | undefined)[];
}

/**
 * Reverse-mode differentiation of a scalar, over tfjs's kernels and gradient definitions, with a tape of our own that releases saved
 * tensors and upstream gradients as soon as they have been used.
 *
 * @param forward computes the scalar from the inputs
 * @param inputs tensors or variables to differentiate by
 * @returns value and gradients; inside a tidy they live as long as it
 */
export function differentiate(forward: () => Scalar, inputs: readonly Tensor[]): Differentiated {
  const engine = engineInternals();
  if (engine.state.gradientDepth > 0) throw new Error('Gradients of gradients are not supported: differentiate outside of a forward pass.');
  const tape = new Tape(inputs);
  try {
    const value = engine.scopedRun(
      () => {
        engine.startTape();
        engine.state.activeTape = tape;
      },
      () => {
        engine.endTape();
        engine.state.activeTape = null;
      },
      () => engine.tidy('forward', forward),
    );
    if (value.size !== 1) throw new Error(`Only scalars can be differentiated; the value has the shape [${value.shape.join(', ')}].`);
    return { value, gradients: gradientsOrDispose(value, () => backpropagate(tape, value, inputs)) };
  } finally {
    tape.release();
  }
}

function gradientsOrDispose(value: Scalar, compute: () => (Tensor | undefined)[]): (Tensor | undefined)[] {
  try {
    return tf.tidy(compute);
  } catch (error) {
    value.dispose();
    throw error;
  }
}
