import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { newFolder } from './new-folder.js';

describe('newFolder', () => {
  let parent: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'new-folder-'));
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('shows the folder only when it is whole', async () => {
    await newFolder(join(parent, 'a', 'world'), async (folder) => {
      await writeFile(join(folder, 'file'), 'text');
      expect(await readdir(join(parent, 'a'))).not.toContain('world');
    });
    expect(await readFile(join(parent, 'a', 'world', 'file'), 'utf8')).toBe('text');
    expect(await readdir(join(parent, 'a'))).toEqual(['world']);
  });

  it('leaves nothing when filling fails', async () => {
    await expect(newFolder(join(parent, 'world'), () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(await readdir(parent)).toEqual([]);
  });

  it('removes what a killed process left, and nothing of a running one', async () => {
    // No process has this id: Linux ends at 2^22, other systems earlier.
    const [dead, alive] = [2 ** 30, process.ppid].map((pid) => `.world.partial-${hostname()}-${pid}`);
    for (const name of [dead, alive]) await mkdir(join(parent, name));
    await newFolder(join(parent, 'world'), () => Promise.resolve());
    expect((await readdir(parent)).sort()).toEqual([alive, 'world'].sort());
  });
});
