import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { JsonObject, JsonValue } from '@ecm/config';
import { ConfigError } from '@ecm/core';
import { expect, it } from 'vitest';

import { loadExperiment } from './load-experiment.js';

const mini = fileURLToPath(new URL('../../../../configs/mini/w2-ecm.json', import.meta.url));

async function problemsOf(file: string, overrides: JsonObject = {}): Promise<string[]> {
  const error: unknown = await loadExperiment(file, overrides).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConfigError)) throw new Error(`expected a ConfigError, got ${String(error)}`);
  return error.problems.map(({ path: at, message }) => `${at}: ${message.replace(/Known: .*/u, 'Known: …')}`);
}

const broken: readonly (readonly [string, JsonObject, string])[] = [
  [
    'a misspelt type',
    { '/model/boxHead/loss': { type: 'ecmm' } },
    '/model/boxHead/loss/type: unknown classification-loss "ecmm". Did you mean "ecm"? Known: …',
  ],
  ['a misspelt key', { '/schedule/clipNrm': 5 }, '/schedule: unknown key "clipNrm". Did you mean "clipNorm"? Known: …'],
  ['a string for a number', { '/schedule/steps': 'many' }, '/schedule/steps: must be of type integer, but is "many".'],
  ['a number out of range', { '/data/batchSize': 0 }, '/data/batchSize: must be >= 1, but is 0.'],
  ['a choice that there is not', { '/backend': 'gpu' }, '/backend: must be one of "auto", "wasm", "cpu", but is "gpu".'],
  ['a slot without type', { '/model/neck': {} }, '/model/neck: needs the key "type".'],
  ['a list for a slot', { '/model/neck': [] as JsonValue }, '/model/neck: must be of type object, but is [].'],
  [
    'a wrong option of a slot in a slot',
    { '/model/proposalHead/sampler/count': -1 },
    '/model/proposalHead/sampler/count: must be >= 1, but is -1.',
  ],
  ['a set that leads nowhere', { '/modell/neck': { type: 'fpn' } }, ': "set" names "/modell/neck", but there is no "modell" here'],
  [
    'two ways to clip',
    { '/schedule/clipValue': 1 },
    '/schedule: has "clipNorm" and "clipValue", which exclude each other: keep one of them.',
  ],
  ['no length of the run', { '/schedule': { optimizer: { type: 'sgd' } } }, '/schedule: needs the key "steps".'],
  ['a plugin that is not there', { '/plugins': ['./gone.mjs'] }, '/plugins/0: plugin "./gone.mjs" cannot be loaded'],
  ['no evaluator', { '/evaluators': [] }, '/evaluators: must NOT have fewer than 1 items, but is [].'],
];

it.each(broken)('says what is wrong with %s', async (_name, overrides, expected) => {
  const problems = await problemsOf(mini, overrides);
  expect(
    problems.some((problem) => problem.startsWith(expected)),
    problems.join('\n'),
  ).toBe(true);
});

it('fills in every default, and makes paths absolute so that a run can be read again', async () => {
  const { config, file } = await loadExperiment(mini);
  expect(config.model).toMatchObject({
    boxHead: { loss: { type: 'ecm', backgroundRatio: 3, detectionWeight: 'lower' }, boxLoss: { type: 'l1' } },
  });
  expect(path.isAbsolute(config.pretrained?.file ?? '')).toBe(true);
  const copy = path.join(mkdtempSync(path.join(tmpdir(), 'ecm-experiment-')), 'config.json');
  writeFileSync(copy, JSON.stringify(config));
  expect((await loadExperiment(copy)).config).toEqual(config);
  expect(file).toBe(mini);
});

it('keeps its resolved form, as a snapshot', async () => {
  const { config } = await loadExperiment(mini);
  const portable = JSON.stringify(config, null, 2).replace(/"file": ".*configs/u, '"file": "configs');
  await expect(`${portable}\n`).toMatchFileSnapshot('./snapshots/w2-ecm.snapshot.json');
  expect(readFileSync(mini, 'utf8')).toContain('"$schema"');
});
