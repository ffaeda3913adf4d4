import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { resolveWorldOptions } from '../options/resolve-world-options.js';
import { existingWorld } from './existing-world.js';
import { type WorldIdentity, worldIdentity } from './world-record.js';

describe('existingWorld', () => {
  let folder: string;
  let identity: WorldIdentity;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'existing-world-'));
    identity = await worldIdentity(resolveWorldOptions({ preset: 'w2' }), 3);
  });
  afterEach(() => rm(folder, { recursive: true }));
  const save = (value: unknown): Promise<void> => writeFile(join(folder, 'world.json'), JSON.stringify(value));

  it('finds a free place', async () => {
    expect(await existingWorld(folder, identity)).toBeUndefined();
    expect(await existingWorld(join(folder, 'missing'), identity)).toBeUndefined();
  });

  it('recognises an equal world, and says in what another differs', async () => {
    await save({ ...identity, digest: { files: 'abc' } });
    expect(await existingWorld(folder, identity)).toMatchObject({ digest: { files: 'abc' } });
    await expect(existingWorld(folder, { ...identity, seed: 4, rules: 0 })).rejects.toThrow('made otherwise (other rules, seed)');
  });

  it('refuses damaged records, other contents and files', async () => {
    await writeFile(join(folder, 'world.json'), '{"rules": 1,');
    await expect(existingWorld(folder, identity)).rejects.toThrow('The file is not JSON, so the folder is damaged.');
    await expect(existingWorld(join(folder, 'world.json'), identity)).rejects.toThrow('A file of this name is in the way');
    await rm(join(folder, 'world.json'));
    await writeFile(join(folder, 'thesis.txt'), '');
    await expect(existingWorld(folder, identity)).rejects.toThrow('is not empty and holds no synthetic world');
  });
});
