import { mkdirSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ClassStatistics } from '@ecm/core';
import { createRunFolder } from '@ecm/engine';
import { describe, expect, it } from 'vitest';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import { allComponents } from '../wiring/all-components.js';
import { ContainerBuilder } from '../wiring/container-builder.js';
import { keepClassStatistics, runAround, trainedClassStatistics } from './class-statistics.js';

const home = mkdtempSync(path.join(tmpdir(), 'ecm-classes-'));
const newFolder = () => createRunFolder({ root: home, name: 'tiny', now: new Date(0) });
const builder = new ContainerBuilder(allComponents);
const split = { type: 'lvis', annotations: 'train.json', images: '.' };
const dataAt = (root: string) => ({ root, train: split, val: split }) as unknown as ExperimentConfig['data'];
const gone = dataAt(path.join(home, 'gone'));

const kept: ClassStatistics = {
  categories: [
    { id: 4, name: 'cup', frequency: 'f' },
    { id: 9, name: 'fox', frequency: 'r' },
  ],
  imageCounts: Float64Array.of(120, 2),
  instanceCounts: Float64Array.of(300, 3),
  annotatedImages: 121,
};

describe('class statistics of a run', () => {
  it('come from its folder, without the training data', async () => {
    const folder = newFolder();
    keepClassStatistics(folder, kept);
    expect(await trainedClassStatistics(folder, builder, gone)).toEqual(kept);
  });

  it('come from the training data where the folder has none', async () => {
    const root = mkdtempSync(path.join(home, 'data-'));
    const image = { id: 1, width: 9, height: 9, file_name: '1.png', neg_category_ids: [], not_exhaustive_category_ids: [] };
    const annotation = { id: 1, image_id: 1, category_id: 7, bbox: [1, 1, 4, 4], area: 16 };
    writeFileSync(
      path.join(root, 'train.json'),
      JSON.stringify({ images: [image], annotations: [annotation], categories: [{ id: 7, name: 'owl' }] }),
    );
    for (const folder of [newFolder(), undefined]) {
      const { categories, imageCounts } = await trainedClassStatistics(folder, builder, dataAt(root));
      expect([categories.map(({ name }) => name), [...imageCounts]]).toEqual([['owl'], [1]]);
    }
  });

  it('are asked for in a sentence where there are neither', async () => {
    await expect(trainedClassStatistics(newFolder(), builder, gone)).rejects.toThrow(
      /^There is no ".*classes\.json", so the classes come from the training data of the config, which cannot be read: .*train\.json/u,
    );
    await expect(trainedClassStatistics(undefined, builder, gone)).rejects.toThrow(
      /^The weights do not lie in the folder of a run, so the classes come from the training data of the config/u,
    );
  });

  it('are not guessed from a file that is cut off', async () => {
    const folder = newFolder();
    keepClassStatistics(folder, kept);
    truncateSync(folder.classes, 100);
    await expect(trainedClassStatistics(folder, builder, gone)).rejects.toThrow(
      /classes\.json: it is cut off or no JSON \(.*\)\. Delete it where the training data are at hand/u,
    );
  });
});

it('finds the run that weights lie in', () => {
  const folder = newFolder();
  writeFileSync(folder.config, '{}');
  const checkpoint = path.join(folder.checkpoints, 'step-00000004');
  mkdirSync(checkpoint);
  for (const place of [checkpoint, folder.checkpoints, folder.path]) {
    expect(runAround(path.join(place, 'weights.safetensors'))?.path).toBe(folder.path);
  }
  expect(runAround(path.join(home, 'weights.safetensors'))).toBeUndefined();
});
