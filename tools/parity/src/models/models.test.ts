import { useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { compareKept, failuresIn, keptGoldens } from '../kept-goldens.js';
import { handlers } from './index.js';

const known = keptGoldens(handlers);

beforeAll(() => useBackend('wasm'));

it.each(known)('agrees with $path', async (golden) => {
  expect(failuresIn(await compareKept(golden, 'wasm'))).toEqual([]);
});

it('has a golden for every handler but the inventory of full-size detectors', () => {
  expect(new Set(known.map(({ handler }) => handler)).size).toBe(handlers.length - 1);
});
