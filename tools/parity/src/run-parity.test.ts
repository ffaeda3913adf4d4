import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import type { GoldenHandler } from './handler.js';
import { runParity } from './run-parity.js';

const handler: GoldenHandler = {
  matches: (file) => file.path.startsWith('known') || 'form' in (file.read() as object),
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
  expect(lines.at(-1)).toBe('skip other.json: no case of a known form; perhaps the input of another file');
});

it('goes on after a file that is empty or cut off, and names it, whatever is asked for', async () => {
  const goldens = mkdtempSync(path.join(tmpdir(), 'ecm-parity-'));
  for (const [name, text] of Object.entries({ 'a.json': '', 'b.json': '{"form":', 'known.json': '{"value":1}' })) {
    writeFileSync(path.join(goldens, name), text);
  }
  const lines: string[] = [];
  const options = { goldens, backend: 'cpu', only: 'one', print: (line: string) => void lines.push(line) } as const;
  expect(await runParity([handler], options)).toEqual({ passed: 1, failed: 2, unknownFiles: 0 });
  expect(lines[0]).toMatch(/^FAIL a\.json \(file\): it cannot be read: /u);
  expect(lines[2]).toBe('ok   known.json one');
});

it('says which folder is missing', async () => {
  await expect(runParity([handler], { goldens: 'nowhere', backend: 'cpu', print: () => undefined })).rejects.toThrow(
    'There is no folder "nowhere".',
  );
});

it('refuses an empty folder', async () => {
  const goldens = mkdtempSync(path.join(tmpdir(), 'ecm-parity-'));
  await expect(runParity([handler], { goldens, backend: 'cpu', print: () => undefined })).rejects.toThrow('There is no JSON file');
});
