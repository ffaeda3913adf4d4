import type { Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';

/** Attributes of a kernel: numbers and typed arrays. */
export type KernelAttributes = Readonly<Record<string, number | boolean | Int32Array | Float32Array>>;

/**
 * Names of this package's own kernels. A backend registers those that it has in tfjs's kernel registry; ops put the others together
 * from stock kernels. Inputs, attributes and results are those of the wasm kernels in `wasm/`.
 */
export const kernelNames = {
  convForward: 'EcmConvForward',
  convInputGradient: 'EcmConvInputGradient',
  convFilterGradient: 'EcmConvFilterGradient',
  reluGradient: 'EcmReluGradient',
  columnSums: 'EcmColumnSums',
  groupNorm: 'EcmGroupNorm',
  groupNormGradient: 'EcmGroupNormGradient',
  maxPool: 'EcmMaxPool',
  maxPoolGradient: 'EcmMaxPoolGradient',
  roiAlign: 'EcmRoiAlign',
  roiAlignGradient: 'EcmRoiAlignGradient',
  gatherRows: 'EcmGatherRows',
  scatterAddRows: 'EcmScatterAddRows',
  linear: 'EcmLinear',
} as const;

/** One of this package's kernels. */
export type KernelName = keyof typeof kernelNames;

/** @returns whether the backend in use has the kernel */
export function hasKernel(kernel: KernelName): boolean {
  // The declared type leaves out that a kernel may be missing.
  const found = tf.getKernel(kernelNames[kernel], tf.getBackend()) as tf.KernelConfig | undefined;
  return found !== undefined;
}

/** Runs a kernel of the backend in use. @returns its results */
export function runKernel(kernel: KernelName, inputs: Readonly<Record<string, Tensor>>, attributes: KernelAttributes = {}): Tensor[] {
  const outputs: Tensor | Tensor[] = tf.engine().runKernel(kernelNames[kernel], inputs, attributes);
  return Array.isArray(outputs) ? outputs : [outputs];
}
