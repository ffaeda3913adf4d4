import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { newestRun } from './newest-run.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-newest-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('finds the newest run that has a checkpoint', () => {
  expect(newestRun(folder)).toBeUndefined();
  for (const run of ['2026-01-30-235959', '2026-01-31-120000', '2026-02-01-080000']) {
    mkdirSync(path.join(folder, run, 'checkpoints'), { recursive: true });
  }
  for (const run of ['2026-01-30-235959', '2026-01-31-120000']) writeFileSync(path.join(folder, run, 'checkpoints', 'latest'), 'step-1\n');
  // The last one was stopped before its first checkpoint.
  expect(newestRun(folder)).toBe(path.join(folder, '2026-01-31-120000'));
});

it('finds none in a file, or where nothing is', () => {
  const file = path.join(folder, 'weights.safetensors');
  writeFileSync(file, '');
  expect(newestRun(file)).toBeUndefined();
  expect(newestRun(path.join(folder, 'nowhere'))).toBeUndefined();
});
