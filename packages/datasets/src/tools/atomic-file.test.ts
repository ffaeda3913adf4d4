import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, it, vi } from 'vitest';

import { removeOldParts, writeAtomically } from './atomic-file.js';

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

  it('refuses the name of a folder before any work', async () => {
    for (const name of [folder, at('new/')]) {
      const work = vi.fn(() => Promise.resolve());
      await expect(writeAtomically([name], work)).rejects.toThrow(`${name}: is a folder, but a file is to be written. Name the file.`);
      expect(work).not.toHaveBeenCalled();
    }
  });

  it('takes the folders that it has made along when it fails, and no others', async () => {
    mkdirSync(at('kept'));
    const fail = writeAtomically([at('kept/made/er/a'), at('kept/made/b')], () => Promise.reject(new Error('no space')));
    await expect(fail).rejects.toThrow('no space');
    expect(readdirSync(at('kept'))).toEqual([]);
  });
});

it('removes parts that killed processes have left, and none of running ones', () => {
  // No process has this id: Linux ends at 2^22, other systems earlier.
  const [dead, alive, foreign] = [`${hostname()}-${2 ** 30}`, `${hostname()}-${process.ppid}`, `another-${2 ** 30}`].map(
    (mark) => `c.json.${mark}.part`,
  );
  for (const name of [dead, alive, foreign]) writeFileSync(at(name), '');
  removeOldParts(at('c.json'));
  removeOldParts(at('nowhere/c.json'));
  expect(readdirSync(folder).filter((name) => name.startsWith('c.json'))).toEqual([alive, foreign].toSorted());
});
