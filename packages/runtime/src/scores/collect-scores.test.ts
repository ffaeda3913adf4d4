import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { JsonObject } from '@ecm/config';
import { runFolderAt } from '@ecm/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loadExperiment } from '../experiment/load-experiment.js';
import { TinyRuns } from '../run/tiny-runs.test-support.js';
import { collectScores } from './collect-scores.js';
import { readScoredResults } from './scored-results-file.js';

const runs = new TinyRuns();
const images = 6;
/** Of the tiny runs' sampler. */
const regionsPerImage = 32;

let stage1 = '';

beforeAll(async () => {
  await runs.makeWorld();
  stage1 = await runs.train('w2-ce', 1);
}, 120_000);
afterAll(() => {
  runs.dispose();
});

const outDir = path.join(runs.folder, 'scores');

async function collected(name: string, overrides: JsonObject) {
  const start: JsonObject = name === 'w2-loce' ? { '/pretrained/file': stage1 } : {};
  const run = await runs.train(name, 1, { ...start, ...overrides });
  const experiment = await loadExperiment(runFolderAt(run).config, name === 'w2-loce' ? { '/model/boxHead/mfs': 'off' } : {});
  const files = await collectScores({ experiment, run, steps: 'all', images, outDir });
  return (files ?? []).map(readScoredResults);
}

describe('collectScores', () => {
  it.each<[string, string, JsonObject]>([
    ['softmax', 'w2-ce', {}],
    [
      'surrogate scores of a measured background ratio',
      'w2-ecm',
      { '/model/boxHead/loss/backgroundRatio': 'measure', '/model/boxHead/loss/testScore': 'surrogate' },
    ],
    ['a feature memory, switched off for scoring', 'w2-loce', {}],
    ['the last stage of a cascade', 'w2-ce', { '/model/type': 'cascade' }],
  ])(
    'scores every sampled region once with %s',
    async (_, name, overrides) => {
      const [results] = await collected(name, overrides);
      const { regions = 0, backgroundRegions = 0, classes = [] } = results ?? {};
      expect(regions).toBeGreaterThan(images);
      expect(regions).toBeLessThanOrEqual(images * regionsPerImage);
      for (const { positives, negatives } of classes) expect(positives.length + negatives).toBe(regions);
      expect(classes.reduce((sum, { positives }) => sum + positives.length, 0)).toBe(regions - backgroundRegions);
      for (const { positives } of classes) for (const score of positives) expect(score >= 0 && score <= 1).toBe(true);
    },
    120_000,
  );

  it('leaves nothing behind when it is stopped', async () => {
    const experiment = await loadExperiment(runFolderAt(stage1).config);
    const stopped = path.join(runs.folder, 'stopped');
    const done: number[] = [];
    const controller = new AbortController();
    const onProgress = (progress: { readonly done: number }) => {
      done.push(progress.done);
      if (progress.done === 2) controller.abort();
    };
    const files = await collectScores({ experiment, run: stage1, steps: 'all', outDir: stopped, onProgress, signal: controller.signal });
    expect(files).toBeUndefined();
    expect(done).toEqual([1, 2]);
    expect(existsSync(stopped)).toBe(true);
    expect(readdirSync(stopped)).toEqual([]);
  }, 120_000);
});
