import { fileURLToPath } from 'node:url';

import { useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { findGoldens, siblingIn } from '../find-goldens.js';
import type { GoldenFile } from '../handler.js';
import { handlers } from './index.js';

const root = fileURLToPath(new URL('../../../../packages/testing/goldens', import.meta.url));
const context = { backend: 'wasm', root, sibling: (path: string): GoldenFile => siblingIn(root, path) } as const;
const known = findGoldens(root).flatMap((file) =>
  handlers.filter((handler) => handler.matches(file)).map((handler) => ({ path: file.path, file, handler })),
);

beforeAll(() => useBackend('wasm'));

it.each(known)('agrees with $path', async ({ file, handler }) => {
  const failed: string[] = [];
  for await (const { name, passed, detail } of handler.run(file, context)) {
    if (!passed) failed.push(`${name}: ${detail ?? ''}`);
  }
  expect(failed).toEqual([]);
});

it('has a golden for every handler but the inventory of full-size detectors', () => {
  expect(new Set(known.map(({ handler }) => handler)).size).toBe(handlers.length - 1);
});
