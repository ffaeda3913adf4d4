import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import type { GoldenHandler } from './handler.js';
import { runParity } from './run-parity.js';

const handler: GoldenHandler = {
  matches: (file) => file.path.startsWith('known'),
  *run(file) {
    const { value } = file.read() as { value: number };
    yield { name: 'one', passed: value === 1, detail: `expected 1, found ${value}` };
  },
};

it('counts passed, failed, broken and unknown files', async () => {
  const goldens = mkdtempSync(path.join(tmpdir(), 'ecm-parity-'));
  const write = (name: string, text: string): void => {
    writeFileSync(path.join(goldens, name), text);
  };
  write('known-a.json', '{"value":1}');
  write('known-b.json', '{"value":2}');
  write('known-c.json', '{"value"');
  write('other.json', '{}');
  const lines: string[] = [];
  const counts = await runParity([handler], { goldens, backend: 'cpu', print: (line) => lines.push(line) });
  expect(counts).toEqual({ passed: 1, failed: 2, unknownFiles: 1 });
  expect(lines.slice(0, 2)).toEqual(['ok   known-a.json one', 'FAIL known-b.json one: expected 1, found 2']);
});

it('refuses an empty folder', async () => {
  const goldens = mkdtempSync(path.join(tmpdir(), 'ecm-parity-'));
  await expect(runParity([handler], { goldens, backend: 'cpu', print: () => undefined })).rejects.toThrow('There is no JSON file');
});
