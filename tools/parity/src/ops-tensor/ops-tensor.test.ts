import { tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { compareKept, failuresIn, keptGoldens } from '../kept-goldens.js';
import { handlers } from './index.js';

const known = keptGoldens(handlers);

describe.each(['wasm', 'cpu'] as const)('goldens of tensor ops on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('cover every handler', () => {
    expect(new Set(known.map(({ handler }) => handler)).size).toBe(handlers.length);
  });

  it.each(known)('$path passes and leaves no tensors', async (golden) => {
    const before = tf.memory().numTensors;
    const results = await compareKept(golden, backend);
    expect(failuresIn(results)).toEqual([]);
    expect(results).not.toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(known)('$path fails when its outputs are wrong', async ({ file, ...golden }) => {
    const altered = { ...golden, file: { ...file, read: () => withDoubledData(file.read()) } };
    expect(failuresIn(await compareKept(altered, backend))).not.toEqual([]);
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
