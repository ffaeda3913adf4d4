// Compiles AssemblyScript kernels of a package to WebAssembly and writes them as text, so that they load in browsers and bundles
// without a file of their own.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds `index.ts` of a folder of kernels; with `--check` on the command line it only fails if the target is out of date.
 *
 * @param folder URL of the kernels @param target URL of the generated source @param what what the module is, for its comment
 */
export async function buildKernels({ folder, target, what }) {
  const from = relative(root, fileURLToPath(folder));
  const source = sourceOf(await compile(fileURLToPath(folder)), from, what);
  if (!process.argv.includes('--check')) {
    await writeFile(target, source);
  } else if ((await readFile(target, 'utf8')) !== source) {
    const file = relative(root, fileURLToPath(target));
    console.error(`${file} is not what ${from}/*.ts give. Run: node ${from}/build.mjs`);
    process.exitCode = 1;
  }
}

/** @returns the module's bytes */
async function compile(folder) {
  const output = await mkdtemp(join(tmpdir(), 'kernels-'));
  try {
    const file = join(output, 'kernels.wasm');
    const { error, stderr } = await asc.main([
      'index.ts',
      ...['--baseDir', folder, '--outFile', file],
      // The module lives in memory of its host, and nothing of it may be claimed by static data or a stack.
      ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--initialMemory', '1'],
      // 112: vectors in the signatures of functions, which never leave the module.
      ...['--disableWarning', '112'],
      ...['--enable', 'simd', '--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert', '--use', 'abort='],
    ]);
    // A warning here is a number of the wrong width: as bad as an error.
    if (error || stderr.toString() !== '') throw new Error(`AssemblyScript: ${stderr.toString() || error.message}`);
    const bytes = await readFile(file);
    if (sectionsOf(bytes).includes(11)) throw new Error('The kernels have static data, which would overwrite the memory of their host.');
    return bytes;
  } finally {
    await rm(output, { recursive: true });
  }
}

/** @returns the text of the generated source file */
function sourceOf(bytes, from, what) {
  const lines = bytes.toString('base64').match(/.{1,120}/g) ?? [];
  const text = lines.map((line) => `  '${line}'`).join(' +\n');
  return `// Generated from ${from} by build.mjs; do not edit.\n\n/** ${what}, base64. */\nexport const kernelBinary =\n${text};\n`;
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
