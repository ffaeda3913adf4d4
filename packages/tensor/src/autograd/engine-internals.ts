import type { Scalar, Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';

/** Gradient functions of one recorded op, one per input name. Only those that are needed are called. */
export type InputGradients = Readonly<Record<string, () => Tensor>>;

/** One op as tfjs's engine records it while a tape is on. */
export interface TapeNode {
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
  /** Kept copies of what the gradient needs. */
  readonly saved: readonly Tensor[];
  /** Absent for ops without a gradient. */
  readonly gradient?: (upstream: (Tensor | null)[]) => InputGradients;
}

/**
 * The parts of tfjs's engine that are not in its public types but are needed for a tape of our own and for ops whose gradients are
 * computed on demand (`tf.customGrad` computes all of them, needed or not).
 */
export interface EngineInternals {
  readonly state: { activeTape: TapeNode[] | null; readonly gradientDepth: number };
  startTape(): void;
  endTape(): void;
  scopedRun<T>(start: () => void, end: () => void, f: () => T): T;
  tidy(name: string, f: () => Scalar): Scalar;
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
