import { canRunKernels } from '../kernels/wasm/module.js';
import { registerWasmKernels } from '../kernels/wasm/register.js';
import { tf } from '../tf.js';
import type { Backend } from './backend.js';

let folder: string | undefined;

/**
 * Says where tfjs's `tfjs-backend-wasm*.wasm` files lie, before the first `useBackend`. Node finds them by itself; a page that is
 * bundled must say it.
 *
 * @param url folder with a slash at the end, e.g. `/assets/`
 */
export function locateWasmFiles(url: string): void {
  folder = url;
}

/** WebAssembly with SIMD; comes with the npm install and is what a fresh machine uses. */
export const wasmBackend: Backend = {
  name: 'wasm',
  priority: 10,
  isAvailable: () => Promise.resolve(canRunKernels()),
  register: async () => {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    if (folder !== undefined) setWasmPaths(folder);
    // The kernels' module asks for memory that is not shared, which tfjs's threaded variant would have.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    registerWasmKernels();
  },
};
