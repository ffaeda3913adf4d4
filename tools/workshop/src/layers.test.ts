import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { ESLint } from 'eslint';
import { beforeAll, expect, it } from 'vitest';

import { manifestOf, publishedFolders, read, repositoryFiles, root } from './repository.js';

// The layer rule asks nx which package a file belongs to; the graph is made by the program, as `npm run lint` does.
beforeAll(() => {
  const env = { ...process.env, NX_DAEMON: 'false' };
  process.env['NX_DAEMON'] = 'false';
  spawnSync(path.join(root, 'node_modules/.bin/nx'), ['show', 'projects'], { cwd: root, env, stdio: 'ignore' });
}, 120_000);

/** What the layer rule says about a file if its first line imported something else. */
async function complaints(file: string, specifier: string): Promise<string[]> {
  const eslint = new ESLint({ cwd: root });
  const [result] = await eslint.lintText(`import '${specifier}';\n${read(file)}`, { filePath: path.join(root, file) });
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId === '@nx/enforce-module-boundaries').map(({ message }) => message);
}

it('lets no family import another family', async () => {
  const found = await complaints('packages/losses/src/ecm/ecm-loss.ts', '@ecm/heads');
  expect(found.join('\n').split('\n')[0]).toMatchInlineSnapshot(
    `"A project tagged with "layer:family" can only depend on libs tagged with "layer:core", "layer:geometry", "layer:base", "layer:testing""`,
  );
}, 120_000);

it('lets no part import the composition root', async () => {
  expect(await complaints('packages/necks/src/fpn/fpn-neck.ts', '@ecm/runtime')).toHaveLength(1);
}, 120_000);

it('lets a family import what lies below', async () => {
  expect(await complaints('packages/losses/src/ecm/ecm-loss.ts', '@ecm/tensor')).toEqual([]);
}, 120_000);

it('gives every published package one layer', () => {
  const layers = publishedFolders().map((folder) => (manifestOf(folder).nx?.tags ?? []).filter((tag) => tag.startsWith('layer:')).length);
  expect(layers.every((count) => count === 1)).toBe(true);
});

const importing = (pattern: RegExp): string[] => {
  const sources = repositoryFiles().filter((file) => /^packages\/[^/]+\/src\/.*\.ts$/u.test(file) && !file.endsWith('.test.ts'));
  return [...new Set(sources.filter((file) => pattern.test(read(file))).map((file) => file.split('/')[1] ?? ''))].sort();
};

it('knows the container in runtime only, and tfjs in tensor and the types of core only', () => {
  expect(importing(/from 'inversify'/u)).toEqual(['runtime']);
  expect(importing(/^(?:import|export) (?!type)[^;]*'@tensorflow\//mu)).toEqual(['tensor']);
});
