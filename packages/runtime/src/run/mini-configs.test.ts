import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { JsonObject } from '@ecm/config';
import { runFolderAt } from '@ecm/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loadExperiment } from '../experiment/load-experiment.js';
import { testExperiment } from './test-experiment.js';
import { checkpointBytes, loggedLosses, tinyClasses, TinyRuns, weightsOf } from './tiny-runs.test-support.js';

const runs = new TinyRuns();
let stage1 = '';

beforeAll(async () => {
  await runs.makeWorld();
  stage1 = await runs.train('w2-ce', 2);
}, 120_000);
afterAll(() => {
  runs.dispose();
});

/** Trains three steps, and again from the checkpoint after the second. */
async function expectFiniteAndResumable(name: string, overrides: JsonObject) {
  const run = await runs.train(name, 3, overrides);
  const losses = loggedLosses(run);
  expect(losses).toHaveLength(3);
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(checkpointBytes(await runs.resume(run, 2))).toEqual(checkpointBytes(run));
  return run;
}

/** Names of tensors that differ from stage 1, those that stage 1 lacks included. */
function changedTensors(run: string): string[] {
  const before = weightsOf(stage1);
  return [...weightsOf(run)]
    .filter(([name, values]) => before.get(name) !== values)
    .map(([name]) => name.replace('roi_head.bbox_head.', ''));
}

describe('a mini config that trains all parameters', () => {
  it.each([
    ['w2-ecm', { '/model/boxHead/loss/backgroundRatio': 'measure' }],
    ['w2-sigmoid-bce', {}],
    ['w2-eql', {}],
    ['w2-eqlv2', {}],
    ['w2-federated', { '/model/boxHead/loss/classesToKeep': 5 }],
    ['w2-seesaw', {}],
    ['w2-tde', {}],
    ['w2-eql-hierarchy', { '/model/boxHead/loss/parents': [-1, ...new Array<number>(tinyClasses - 1).fill(0)] }],
  ])(
    '%s is finite and resumes with the same bits',
    async (name, overrides) => {
      await expectFiniteAndResumable(name, overrides);
    },
    120_000,
  );
});

describe('a checkpoint', () => {
  it.each([
    // Scores need the background ratio that was measured before training.
    ['w2-ecm', { '/model/boxHead/loss/backgroundRatio': 'measure', '/model/boxHead/loss/testScore': 'surrogate' }],
    // Scores need the running feature.
    ['w2-tde', {}],
  ])(
    'of %s holds what detecting needs',
    async (name, overrides) => {
      const run = await runs.train(name, 2, overrides);
      const { config, results } = runFolderAt(run);
      const folder = path.join(run, 'again');
      mkdirSync(folder);
      await testExperiment({ experiment: await loadExperiment(config), weights: run, folder });
      const [found, wanted] = [folder, results].map((place) => readFileSync(path.join(place, 'bbox.json'), 'utf8'));
      expect(JSON.parse(wanted ?? '')).not.toHaveLength(0);
      expect(found).toBe(wanted);
    },
    120_000,
  );
});

describe('a mini config of a second stage', () => {
  it.each([
    // Classifier re-training: after one or more steps exactly two tensors differ from stage 1.
    ['w2-crt', ['fc_cls.weight', 'fc_cls.bias']],
    ['w2-bags', ['fc_cls.weight', 'fc_cls.bias']],
    ['w2-lws', ['fc_cls.weight_scaler']],
    ['w2-disalign', ['fc_cls.logit_scale', 'fc_cls.logit_bias', 'fc_cls.confidence_layer.weight', 'fc_cls.confidence_layer.bias']],
  ])(
    '%s changes %j alone, and resumes with the same bits',
    async (name, changed) => {
      const run = await expectFiniteAndResumable(name, { '/pretrained/file': stage1 });
      expect(changedTensors(run).sort()).toEqual([...changed].sort());
    },
    120_000,
  );

  it('w2-loce leaves backbone, neck and shared layers, fills its memory first, and resumes with the same bits', async () => {
    const run = await expectFiniteAndResumable('w2-loce', { '/pretrained/file': stage1, '/model/boxHead/queueSize': 16 });
    const changed = changedTensors(run);
    expect(changed.filter((name) => !/fc_cls|fc_reg|rpn|mask_head/u.test(name))).toEqual([]);
    expect(changed).toContain('fc_cls.weight');
  }, 120_000);

  it('takes the newest run of a folder of runs', async () => {
    const run = await runs.train('w2-crt', 1, { '/pretrained/file': `${runs.folder}/runs/w2-ce` });
    expect(changedTensors(run).sort()).toEqual(['fc_cls.bias', 'fc_cls.weight']);
  }, 120_000);

  it('refuses names that fit nothing', async () => {
    const refused = (overrides: JsonObject) => runs.train('w2-crt', 1, { '/pretrained/file': stage1, ...overrides });
    await expect(refused({ '/schedule/trainable': ['fc_clss', 'rpn'], '/schedule/frozen': ['head.9'] })).rejects
      .toThrowErrorMatchingInlineSnapshot(`
      [ConfigError: /schedule/trainable/0: no name of a parameter contains "fc_clss". Did you mean "fc_cls"?
        /schedule/frozen/0: no name of a parameter contains "head.9". Names look like backbone.conv1.weight, backbone.gn1.weight, backbone.gn1.bias.]
    `);
    await expect(refused({ '/schedule/frozen': ['fc_cls'] })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /schedule: nothing is left to learn: "trainable", "frozen" and the frozen layers of the model leave no parameter.]`,
    );
    await expect(refused({ '/pretrained/drop': ['fc_clss'] })).rejects.toThrow('/pretrained/drop/0: no name of a tensor of');
  }, 120_000);
});
