import path from 'node:path';

import { expect, it } from 'vitest';

import { runParity } from '../run-parity.js';
import { handlers } from './index.js';

const goldens = path.join(import.meta.dirname, '../../../../packages/testing/goldens/evaluation');

it('judges like the references on every golden of the repository', async () => {
  const failures: string[] = [];
  const print = (line: string): void => {
    // Inputs that other files name hold no case of their own and are listed as skipped.
    if (!/^(?:ok|skip) /u.test(line)) failures.push(line);
  };
  const counts = await runParity(handlers, { goldens, backend: 'cpu', print });
  expect(failures).toEqual([]);
  expect(counts.passed).toBeGreaterThan(100);
});
