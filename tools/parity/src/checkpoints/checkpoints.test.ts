import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { runParity } from '../run-parity.js';
import { handlers } from './index.js';

const goldens = fileURLToPath(new URL('../../../../packages/testing/goldens/detectors', import.meta.url));

it('passes all checkpoint goldens', async () => {
  const lines: string[] = [];
  const counts = await runParity(handlers, { goldens, backend: 'cpu', print: (line) => lines.push(line) });
  expect(lines.filter((line) => line.startsWith('FAIL'))).toEqual([]);
  expect(counts.passed).toBeGreaterThan(300);
});

it('notices wrong values, names and a file that should have been refused', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ecm-parity-'));
  const files = path.join(folder, 'checkpoints');
  cpSync(path.join(goldens, 'checkpoints'), files, { recursive: true });
  const expected = JSON.parse(readFileSync(path.join(files, 'expected.json'), 'utf8')) as {
    tiny: Record<string, { sum: number; probes: number[] }>;
    module: string[];
  };
  expected.tiny['fc.bias'].sum += 1e-4;
  expected.tiny['extra.half'].probes[2] += 1e-4;
  expected.module.pop();
  writeFileSync(path.join(files, 'expected.json'), JSON.stringify(expected));
  cpSync(path.join(files, 'placeholder-in-meta.zip.pth'), path.join(files, 'refuse-in-state.zip.pth'));
  const counts = await runParity([handlers[0]], { goldens: folder, backend: 'cpu', print: () => undefined });
  // Two tensors in three files, the names, and the file.
  expect(counts.failed).toBe(2 * 3 + 1 + 1);
  rmSync(folder, { recursive: true });
});
