import type { Backend } from './backend.js';

/** WebAssembly with SIMD; comes with the npm install and is what a fresh machine uses. */
export const wasmBackend: Backend = {
  name: 'wasm',
  priority: 10,
  isAvailable: () => Promise.resolve(typeof WebAssembly === 'object'),
  register: async () => {
    await import('@tensorflow/tfjs-backend-wasm');
  },
};
