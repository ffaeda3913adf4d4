import { fileURLToPath } from 'node:url';

import { tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { findGoldens, siblingIn } from '../find-goldens.js';
import type { CaseResult, GoldenFile } from '../handler.js';
import { handlers } from './index.js';

const root = fileURLToPath(new URL('../../../../packages/testing/goldens', import.meta.url));
const known = findGoldens(root).flatMap((file) =>
  handlers.filter((handler) => handler.matches(file)).map((handler) => ({ path: file.path, file, handler })),
);

describe.each(['wasm', 'cpu'] as const)('goldens of tensor ops on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  const resultsOf = async (file: GoldenFile, handler: (typeof handlers)[number]) => {
    const results: CaseResult[] = [];
    const context = { backend, root, sibling: (path: string) => siblingIn(root, path) };
    for await (const result of handler.run(file, context)) results.push(result);
    return results;
  };

  it('cover every handler', () => {
    expect(new Set(known.map(({ handler }) => handler)).size).toBe(handlers.length);
  });

  it.each(known)('$path passes and leaves no tensors', async ({ file, handler }) => {
    const before = tf.memory().numTensors;
    const results = await resultsOf(file, handler);
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(known)('$path fails when its outputs are wrong', async ({ file, handler }) => {
    const altered: GoldenFile = { ...file, read: () => withDoubledData(file.read()) };
    const results = await resultsOf(altered, handler);
    expect(results.some(({ passed }) => !passed)).toBe(true);
  });
});

/** The same JSON with every full tensor doubled. */
function withDoubledData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDoubledData);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'data' ? (inner as number[]).map((number) => 2 * number) : withDoubledData(inner),
    ]),
  );
}
