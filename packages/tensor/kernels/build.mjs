// node packages/tensor/kernels/build.mjs          writes src/kernels/wasm/binary.ts
// node packages/tensor/kernels/build.mjs --check  fails if that file is not what the sources give
import { buildKernels } from '../../../tools/workshop/wasm-kernels.mjs';

await buildKernels({
  folder: new URL('.', import.meta.url),
  target: new URL('../src/kernels/wasm/binary.ts', import.meta.url),
  what: 'The kernel module',
});
