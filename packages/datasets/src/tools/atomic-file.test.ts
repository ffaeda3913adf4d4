import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { writeAtomically } from './atomic-file.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-atomic-'));
const at = (name: string): string => path.join(folder, name);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('writeAtomically', () => {
  it('shows nothing under the name before all files are complete', async () => {
    writeFileSync(at('a'), 'before');
    await writeAtomically([at('a'), at('deep/er/b')], async ([a, b]) => {
      a.write('é'.repeat(1 << 20));
      b.write('b');
      await Promise.resolve();
      expect(readFileSync(at('a'), 'utf8')).toBe('before');
    });
    expect(readFileSync(at('a'), 'utf8')).toBe('é'.repeat(1 << 20));
    expect(readFileSync(at('deep/er/b'), 'utf8')).toBe('b');
  });

  it('leaves the old file and no part when the work fails, or a later file cannot be made', async () => {
    writeFileSync(at('old'), 'old');
    await expect(writeAtomically([at('old')], () => Promise.reject(new Error('no space')))).rejects.toThrow('no space');
    await expect(writeAtomically([at('old'), at('old/below')], () => Promise.resolve())).rejects.toThrow(/below: cannot be written/);
    expect(readFileSync(at('old'), 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('refuses a name that is given twice', async () => {
    await expect(writeAtomically([at('x'), at('./x')], () => Promise.resolve())).rejects.toThrow(/named twice/);
  });
});
