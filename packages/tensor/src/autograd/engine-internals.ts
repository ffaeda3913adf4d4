import type { Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';

/** Gradient functions of one recorded op, one per input name. Only those that are needed are called. */
export type InputGradients = Readonly<Record<string, () => Tensor>>;

/**
 * The parts of tfjs's engine that are not in its public types but are needed to record ops whose gradients are computed on demand
 * (`tf.customGrad` computes all of them, needed or not).
 */
export interface EngineInternals {
  runKernelFunc(call: {
    readonly forwardFunc: (backend: unknown, save: (tensors: Tensor[]) => void) => Tensor;
    readonly backwardsFunc: (upstream: Tensor, saved: Tensor[]) => InputGradients;
    readonly inputs: Readonly<Record<string, Tensor>>;
  }): Tensor;
}

/** @returns tfjs's engine, seen with its internals */
export function engineInternals(): EngineInternals {
  return tf.engine() as unknown as EngineInternals;
}
