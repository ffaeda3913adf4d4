// node packages/evaluators/kernels/build.mjs          writes the modules as text: src/reading/scanner/binary.ts, src/matching/kernel/binary.ts
// node packages/evaluators/kernels/build.mjs --check  fails if one of these files is not what the sources give
import { buildKernels } from '../../../tools/workshop/wasm-kernels.mjs';

await buildKernels({
  folder: new URL('.', import.meta.url),
  target: new URL('../src/reading/scanner/binary.ts', import.meta.url),
  what: 'The scanner module',
});
await buildKernels({
  folder: new URL('matching/', import.meta.url),
  target: new URL('../src/matching/kernel/binary.ts', import.meta.url),
  what: 'The module that matches boxes',
});
await buildKernels({
  folder: new URL('masks/', import.meta.url),
  target: new URL('../src/matching/mask-kernel/binary.ts', import.meta.url),
  what: 'The module that makes and compares masks',
});
