import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { findGoldens, siblingIn } from '../find-goldens.js';
import type { GoldenFile } from '../handler.js';
import { handlers as targetHandlers } from '../targets/index.js';
import { handlers as geometryHandlers } from './index.js';

const root = fileURLToPath(new URL('../../../../packages/testing/goldens', import.meta.url));
const handlers = [...geometryHandlers, ...targetHandlers];
const context = { backend: 'cpu', root, sibling: (path: string): GoldenFile => siblingIn(root, path) } as const;

describe('goldens of geometry and targets', () => {
  const known = findGoldens(root).flatMap((file) =>
    handlers.filter((handler) => handler.matches(file)).map((handler) => ({ file, handler })),
  );

  it('cover every handler but the one for real LVIS masks, which are not in the repository', () => {
    expect(new Set(known.map(({ handler }) => handler)).size).toBe(handlers.length - 1);
  });

  it.each(known.map(({ file, handler }) => ({ path: file.path, file, handler })))('$path passes', async ({ file, handler }) => {
    const failed: string[] = [];
    let cases = 0;
    for await (const { name, passed, detail } of handler.run(file, context)) {
      cases++;
      if (!passed) failed.push(`${name}: ${detail ?? ''}`);
    }
    expect(failed).toEqual([]);
    expect(cases).toBeGreaterThan(0);
  });

  it.each(known.map(({ file, handler }) => ({ path: file.path, file, handler })))(
    '$path fails when a number is wrong',
    async ({ file, handler }) => {
      const altered: GoldenFile = { ...file, read: () => shifted(file.read()) };
      let failures = 0;
      try {
        for await (const { passed } of handler.run(altered, context)) if (!passed) failures++;
      } catch {
        failures++;
      }
      expect(failures).toBeGreaterThan(0);
    },
  );
});

/** The same JSON with every number above 2 larger by one. */
function shifted(value: unknown): unknown {
  if (typeof value === 'number') return value > 2 ? value + 1 : value;
  if (Array.isArray(value)) return value.map(shifted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shifted(inner)]));
}
