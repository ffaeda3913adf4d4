import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { build } from 'vite';
import { expect, it } from 'vitest';

/** Bundles an entry for browsers, tfjs left out. @returns its size in bytes, gzipped, and what it imports */
async function bundle(entry: string) {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@ecm/source'] },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL(entry, import.meta.url)), formats: ['es'], fileName: 'bundle' },
      rolldownOptions: { external: [/^@tensorflow\//u] },
    },
  });
  const chunks = [output].flat().flatMap((one) => ('output' in one ? one.output : []));
  const code = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk] : []));
  return {
    bytes: code.reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0),
    imports: [...new Set(code.flatMap((chunk) => chunk.imports))],
  };
}

it('fits into 40 kB of a web page beside tfjs', async () => {
  const { bytes, imports } = await bundle('./index.ts');
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThan(40_000);
  expect(imports).toEqual(['@tensorflow/tfjs']);
});

it('has a reference that needs no tfjs', async () => {
  const { bytes, imports } = await bundle('./reference/index.ts');
  expect(bytes).toBeLessThan(20_000);
  expect(imports).toEqual([]);
});
