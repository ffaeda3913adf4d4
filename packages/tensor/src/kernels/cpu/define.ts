import { tf } from '../../tf.js';

/** The parts of tfjs's cpu backend that kernels need. */
interface CpuBackend {
  readonly data: { get(dataId: object): { readonly values: Float32Array } };
  makeTensorInfo(shape: readonly number[], dtype: 'float32', values: Float32Array): tf.TensorInfo;
}

/** An input of a kernel. */
export interface CpuInput {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Inputs by name; those that may be absent are undefined. */
export type CpuInputs = Readonly<Record<string, CpuInput>>;

/** A kernel on typed arrays. */
export type CpuKernel<A> = (inputs: CpuInputs, attributes: A) => readonly [shape: readonly number[], values: Float32Array];

/** Registers a kernel for the cpu backend, in place of the stock one if there is one. */
export function defineCpuKernel<A>(kernelName: string, kernel: CpuKernel<A>): void {
  // The declared type leaves out that a kernel may be missing.
  const present = tf.getKernel(kernelName, 'cpu') as tf.KernelConfig | undefined;
  if (present !== undefined) tf.unregisterKernel(kernelName, 'cpu');
  tf.registerKernel({
    kernelName,
    backendName: 'cpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const cpu = backend as CpuBackend;
      const given = Object.entries(inputs as Readonly<Record<string, tf.TensorInfo>>).map(
        ([name, { shape, dataId }]) => [name, { shape, values: cpu.data.get(dataId).values }] as const,
      );
      const [shape, values] = kernel(Object.fromEntries(given), attrs as unknown as A);
      return cpu.makeTensorInfo(shape, 'float32', values);
    },
  });
}
