import { tf } from '../../tf.js';
import type { KernelAttributes, KernelName } from '../kernel.js';
import { kernelNames } from '../kernel.js';
import type { KernelHeap } from './heap.js';
import { kernelHeap } from './heap.js';

/** Inputs of a kernel by name; those that may be absent are undefined. */
export type KernelInputs = Readonly<Record<string, tf.TensorInfo>>;

/** A kernel on the wasm heap. */
export type WasmKernel<A> = (heap: KernelHeap, inputs: KernelInputs, attributes: A) => tf.TensorInfo | tf.TensorInfo[];

/** Registers a kernel of this package, all of whose inputs are float32, for the wasm backend. */
export function defineWasmKernel<A = KernelAttributes>(name: KernelName, kernel: WasmKernel<A>): void {
  defineStockKernel<A>(kernelNames[name], (heap, inputs, attributes) => {
    for (const [input, { dtype }] of Object.entries(inputs)) requireFloats(name, input, dtype);
    return kernel(heap, inputs, attributes);
  });
}

/** @throws Error if values are not float32: the kernel would read their bits as floats */
export function requireFloats(kernel: string, input: string, dtype: string): void {
  if (dtype !== 'float32') throw new Error(`${kernel}: ${input} must be float32, but is ${dtype}. Cast it with toFloat().`);
}

/** A stock kernel of tfjs. */
export type StockKernel = (inputs: KernelInputs, attributes: unknown) => tf.TensorInfo;

/** A kernel in place of a stock one, which it gets as well for the cases that it leaves to it. */
export type StockReplacement<A> = (
  heap: KernelHeap,
  inputs: KernelInputs,
  attributes: A,
  stock: StockKernel,
) => tf.TensorInfo | tf.TensorInfo[];

/** Registers a kernel under tfjs's own name, in place of the stock one if there is one. */
export function defineStockKernel<A>(kernelName: string, kernel: StockReplacement<A>): void {
  // The declared type leaves out that a kernel may be missing.
  const present = tf.getKernel(kernelName, 'wasm') as tf.KernelConfig | undefined;
  if (present !== undefined) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    ...present,
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const stock: StockKernel = (given, attributes) => {
        if (present === undefined) throw new Error(`tfjs has no kernel "${kernelName}" for wasm.`);
        return present.kernelFunc({ inputs: given, attrs: attributes as tf.NamedAttrMap, backend }) as tf.TensorInfo;
      };
      return kernel(kernelHeap(backend), inputs as unknown as KernelInputs, attrs as A, stock);
    },
  });
}
