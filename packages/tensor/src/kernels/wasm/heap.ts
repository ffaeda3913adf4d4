import { tf } from '../../tf.js';
import { kernelModule } from './module.js';

/** The parts of tfjs's wasm backend that kernels need. */
export interface WasmBackend {
  readonly wasm: {
    /** Exports of tfjs's module. */
    readonly asm: {
      readonly memory: WebAssembly.Memory;
      readonly malloc: (bytes: number) => number;
      readonly free: (address: number) => void;
    };
  };
  /** Counts one more tensor that shares the values. */
  incRef(dataId: object): void;
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: 'float32'): tf.TensorInfo;
}

/** A function of the kernel module: addresses and numbers. */
type KernelFunction = (...args: readonly (number | boolean)[]) => void;

/** The kernel module on the heap of one backend: kernels read and write tensors where tfjs keeps them. */
export class KernelHeap {
  readonly #backend: WasmBackend;
  readonly #functions: Readonly<Record<string, KernelFunction>>;

  constructor(backend: WasmBackend) {
    const { memory, malloc, free } = backend.wasm.asm;
    const instance = new WebAssembly.Instance(kernelModule(), { env: { memory }, heap: { malloc, free } });
    this.#backend = backend;
    this.#functions = instance.exports as Record<string, KernelFunction>;
  }

  /** @returns the address of a tensor's values */
  address({ dataId }: tf.TensorInfo): number {
    return this.#backend.dataIdMap.get(dataId).memoryOffset;
  }

  /** @returns a new float32 tensor with any values */
  output(shape: readonly number[]): tf.TensorInfo {
    return this.#backend.makeOutput(shape, 'float32');
  }

  /** @returns a tensor that shares the values of another */
  share({ dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
    this.#backend.incRef(dataId);
    return { dataId, shape, dtype };
  }

  /** Fills a tensor with zeros. */
  clear(tensor: tf.TensorInfo): void {
    const size = tf.util.sizeFromShape(tensor.shape);
    new Float32Array(this.#backend.wasm.asm.memory.buffer, this.address(tensor), size).fill(0);
  }

  call(kernel: string, ...args: readonly (number | boolean)[]): void {
    this.#functions[kernel](...args);
  }

  /** Calls `use` with the address of a copy of `data` on the heap. */
  withCopy(data: Int32Array | Float32Array, use: (address: number) => void): void {
    const { malloc, free, memory } = this.#backend.wasm.asm;
    const address = malloc(data.byteLength) >>> 0;
    new Uint8Array(memory.buffer).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), address);
    try {
      use(address);
    } finally {
      free(address);
    }
  }
}

const heaps = new WeakMap<object, KernelHeap>();

/** @returns the kernels on the heap of a backend, made once */
export function kernelHeap(backend: object): KernelHeap {
  let heap = heaps.get(backend);
  if (heap === undefined) {
    heap = new KernelHeap(backend as WasmBackend);
    heaps.set(backend, heap);
  }
  return heap;
}
