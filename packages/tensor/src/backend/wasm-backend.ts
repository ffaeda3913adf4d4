import { registerWasmKernels } from '../kernels/wasm/register.js';
import { tf } from '../tf.js';
import type { Backend } from './backend.js';

/** WebAssembly with SIMD; comes with the npm install and is what a fresh machine uses. */
export const wasmBackend: Backend = {
  name: 'wasm',
  priority: 10,
  isAvailable: () => Promise.resolve(typeof WebAssembly === 'object'),
  register: async () => {
    await import('@tensorflow/tfjs-backend-wasm');
    // The kernels' module asks for memory that is not shared, which tfjs's threaded variant would have.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    registerWasmKernels();
  },
};
