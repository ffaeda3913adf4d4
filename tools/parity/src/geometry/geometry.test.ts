import { describe, expect, it } from 'vitest';

import { compareKept, failuresIn, keptGoldens } from '../kept-goldens.js';
import { handlers as targetHandlers } from '../targets/index.js';
import { handlers as geometryHandlers } from './index.js';

const handlers = [...geometryHandlers, ...targetHandlers];

describe('goldens of geometry and targets', () => {
  const known = keptGoldens(handlers);

  it('cover every handler but the one for real LVIS masks, which are not in the repository', () => {
    expect(new Set(known.map(({ handler }) => handler)).size).toBe(handlers.length - 1);
  });

  it.each(known)('$path passes', async (golden) => {
    const results = await compareKept(golden, 'cpu');
    expect(failuresIn(results)).toEqual([]);
    expect(results).not.toEqual([]);
  });

  it.each(known)('$path fails when a number is wrong', async ({ file, ...golden }) => {
    const altered = { ...golden, file: { ...file, read: () => shifted(file.read()) } };
    const failures = await compareKept(altered, 'cpu').then(failuresIn, (error: unknown) => [String(error)]);
    expect(failures).not.toEqual([]);
  });
});

/** The same JSON with every number above 2 larger by one. */
function shifted(value: unknown): unknown {
  if (typeof value === 'number') return value > 2 ? value + 1 : value;
  if (Array.isArray(value)) return value.map(shifted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shifted(inner)]));
}
