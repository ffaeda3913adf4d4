import { tf } from '../../tf.js';
import type { KernelAttributes, KernelName } from '../kernel.js';
import { kernelNames } from '../kernel.js';
import type { KernelHeap } from './heap.js';
import { kernelHeap } from './heap.js';

/** Inputs of a kernel by name; those that may be absent are undefined. */
export type KernelInputs = Readonly<Record<string, tf.TensorInfo>>;

/** A kernel on the wasm heap. */
export type WasmKernel<A> = (heap: KernelHeap, inputs: KernelInputs, attributes: A) => tf.TensorInfo | tf.TensorInfo[];

/** Registers a kernel of this package for the wasm backend. */
export function defineWasmKernel<A = KernelAttributes>(name: KernelName, kernel: WasmKernel<A>): void {
  defineStockKernel(kernelNames[name], kernel);
}

/** Registers a kernel under tfjs's own name, in place of the stock one if there is one. */
export function defineStockKernel<A>(kernelName: string, kernel: WasmKernel<A>): void {
  const present = tf.getKernel(kernelName, 'wasm') as tf.KernelConfig | undefined;
  if (present !== undefined) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => kernel(kernelHeap(backend), inputs as unknown as KernelInputs, attrs as A),
  });
}
