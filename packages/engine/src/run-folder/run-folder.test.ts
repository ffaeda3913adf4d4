import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { describeEnvironment } from './environment.js';
import type { RunFolder } from './run-folder.js';
import { configNameOf, createRunFolder, removeUnbegunRun, runFolderAt, writeJson } from './run-folder.js';

const root = mkdtempSync(path.join(tmpdir(), 'ecm-runs-'));
const now = new Date('2026-03-04T05:06:07.890Z');

afterAll(() => {
  rmSync(root, { recursive: true });
});

it('is named after config and time and never taken twice', () => {
  const first = createRunFolder({ root, name: 'table-1/r50', now });
  const second = createRunFolder({ root, name: 'table-1/r50', now });
  expect(first.path).toBe(path.join(root, 'table-1/r50/2026-03-04-050607'));
  expect(second.path).toBe(`${first.path}-2`);
  expect(existsSync(first.checkpoints)).toBe(true);
  expect(runFolderAt(first.path)).toEqual(first);
});

it('goes when nothing has happened in it, and takes nothing else along', () => {
  const create = (): RunFolder => createRunFolder({ root, name: 'mixed', now });
  const [logged, saved, unbegun] = [create(), create(), create()];
  const lone = createRunFolder({ root, name: 'lone', now });
  for (const run of [logged, saved, unbegun, lone]) writeJson(run.config, {});
  writeFileSync(logged.log, '');
  writeFileSync(path.join(saved.checkpoints, 'latest'), '');
  for (const run of [logged, saved, unbegun, lone]) removeUnbegunRun(run);
  expect([logged, saved, unbegun, lone].map((run) => existsSync(run.config))).toEqual([true, true, false, false]);
  expect([existsSync(path.join(root, 'mixed')), existsSync(path.join(root, 'lone')), existsSync(root)]).toEqual([true, false, true]);
});

it('holds a description of the machine', () => {
  const { environment } = createRunFolder({ root, name: 'env', now });
  // A temporary folder is no git repository.
  writeJson(environment, describeEnvironment({ now, versions: { '@ecm/engine': '0.1.0' }, backend: 'wasm', folder: root }));
  expect(JSON.parse(readFileSync(environment, 'utf8'))).toMatchObject({
    started: '2026-03-04T05:06:07.890Z',
    backend: 'wasm',
    versions: { '@ecm/engine': '0.1.0', node: process.version },
  });
  expect(describeEnvironment({ now, versions: {}, backend: 'cpu', folder: root })).not.toHaveProperty('git');
});

it('tells the config of a run by its folder, however that is named', () => {
  expect(configNameOf({ path: 'runs/w2-ecm/2026-01-31-120000/' })).toBe('w2-ecm');
  expect(configNameOf({ path: '.' })).toBe(path.basename(path.dirname(process.cwd())));
});
