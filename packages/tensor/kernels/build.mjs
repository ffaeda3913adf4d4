// Compiles the kernels to WebAssembly and writes them as text, so that they load in browsers and bundles without a file of their own.
// node packages/tensor/kernels/build.mjs          writes src/kernels/wasm/binary.ts
// node packages/tensor/kernels/build.mjs --check  fails if that file is not what the sources give
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import asc from 'assemblyscript/asc';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../src/kernels/wasm/binary.ts', import.meta.url));

/** @returns the module's bytes */
export async function compile() {
  const folder = await mkdtemp(join(tmpdir(), 'kernels-'));
  try {
    const file = join(folder, 'kernels.wasm');
    const { error, stderr } = await asc.main([
      'index.ts',
      ...['--baseDir', here, '--outFile', file],
      // The module lives on the tfjs heap: memory comes from outside, and nothing of it may be claimed by static data or a stack.
      ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--initialMemory', '1'],
      // 112: vectors in the signatures of functions, which never leave the module.
      ...['--disableWarning', '112'],
      ...['--enable', 'simd', '--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert', '--use', 'abort='],
    ]);
    // A warning here is a number of the wrong width: as bad as an error.
    if (error || stderr.toString() !== '') throw new Error(`AssemblyScript: ${stderr.toString() || error.message}`);
    const bytes = await readFile(file);
    if (sectionsOf(bytes).includes(11)) throw new Error('The kernels have static data, which would overwrite the tfjs heap.');
    return bytes;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @returns the text of the generated source file */
export function sourceOf(bytes) {
  const lines = bytes.toString('base64').match(/.{1,120}/g) ?? [];
  const text = lines.map((line) => `  '${line}'`).join(' +\n');
  return `// Generated from packages/tensor/kernels by build.mjs; do not edit.\n\n/** The kernel module, base64. */\nexport const kernelBinary =\n${text};\n`;
}

function sectionsOf(bytes) {
  const sections = [];
  for (let at = 8; at < bytes.length;) {
    sections.push(bytes[at++]);
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      size |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    at += size;
  }
  return sections;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = sourceOf(await compile());
  if (!process.argv.includes('--check')) {
    await writeFile(target, source);
  } else if ((await readFile(target, 'utf8')) !== source) {
    console.error('src/kernels/wasm/binary.ts is not what kernels/*.ts give. Run: node packages/tensor/kernels/build.mjs');
    process.exitCode = 1;
  }
}
