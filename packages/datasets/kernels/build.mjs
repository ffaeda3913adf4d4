// node packages/datasets/kernels/build.mjs          writes src/transforms/kernels/binary.ts
// node packages/datasets/kernels/build.mjs --check  fails if that file is not what the sources give
import { buildKernels } from '../../../tools/workshop/wasm-kernels.mjs';

await buildKernels({
  folder: new URL('.', import.meta.url),
  target: new URL('../src/transforms/kernels/binary.ts', import.meta.url),
  what: 'The picture module',
});
