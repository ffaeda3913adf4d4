// node packages/evaluators/kernels/build.mjs          writes src/reading/scanner/binary.ts
// node packages/evaluators/kernels/build.mjs --check  fails if that file is not what the sources give
import { buildKernels } from '../../../tools/workshop/wasm-kernels.mjs';

await buildKernels({
  folder: new URL('.', import.meta.url),
  target: new URL('../src/reading/scanner/binary.ts', import.meta.url),
  what: 'The scanner module',
});
