import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'vite';
import { expect, it } from 'vitest';

const page = `
import { conv2d, tf, useBackend } from ${JSON.stringify(fileURLToPath(new URL('./index.ts', import.meta.url)))};
import { gradientsOf } from ${JSON.stringify(fileURLToPath(new URL('./autograd/index.ts', import.meta.url)))};
await useBackend('cpu');
const { gradients } = gradientsOf((x, w) => conv2d(x, w, { padding: 1 }).relu().sum(), [tf.ones([1, 4, 4, 2]), tf.ones([3, 3, 2, 3])]);
export const sums = gradients.map((gradient) => gradient.sum().dataSync()[0]);
`;

it('keeps what tfjs registers when a page is bundled: flags, gradients, chained methods, kernels', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  try {
    const entry = join(folder, 'page.js');
    await writeFile(entry, page);
    await build({
      configFile: false,
      logLevel: 'silent',
      root: folder,
      // A page's bundle, but with Node's modules left in place, so that it runs here.
      resolve: { conditions: ['@ecm/source', 'module'], mainFields: ['module', 'main'] },
      ssr: { noExternal: true, resolve: { conditions: ['@ecm/source', 'module'] } },
      build: { ssr: entry, target: 'esnext', minify: false, rolldownOptions: { output: { entryFileNames: 'bundle.mjs' } } },
    });
    const { sums } = (await import(pathToFileURL(join(folder, 'dist/bundle.mjs')).href)) as { sums: number[] };
    // Of 16 cells 4 see 4 taps, 8 see 6, 4 see 9: 100 products per input and output channel.
    expect(sums).toEqual([100 * 2 * 3, 100 * 2 * 3]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
