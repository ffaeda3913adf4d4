import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { runParity } from '../run-parity.js';
import { handlers } from './index.js';

const goldens = fileURLToPath(new URL('../../../../packages/testing/goldens/detectors', import.meta.url));

it.each(['cpu', 'wasm'] as const)('passes all optimiser and schedule goldens on %s', async (backend) => {
  const lines: string[] = [];
  const counts = await runParity(handlers, { goldens, backend, print: (line) => lines.push(line) });
  expect(lines.filter((line) => line.startsWith('FAIL'))).toEqual([]);
  // Four optimisers with six steps of a norm and two parameters each, and six schedules.
  expect(counts.passed).toBe(4 * 6 * 3 + 6);
});

it('notices a wrong number', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ecm-parity-'));
  const golden = JSON.parse(readFileSync(path.join(goldens, 'ops/schedules.json'), 'utf8')) as { schedules: { lr: number[] }[] };
  golden.schedules[0].lr[3] *= 1.001;
  writeFileSync(path.join(folder, 'any.json'), JSON.stringify(golden));
  expect(await runParity(handlers, { goldens: folder, backend: 'cpu', print: () => undefined })).toMatchObject({ passed: 5, failed: 1 });
  rmSync(folder, { recursive: true });
});
