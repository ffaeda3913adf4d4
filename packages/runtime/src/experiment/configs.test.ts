import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { classificationLossFamily } from '@ecm/core/model';
import { lossesComponents } from '@ecm/losses';
import { expect, it } from 'vitest';

import { loadExperiment } from './load-experiment.js';

const root = fileURLToPath(new URL('../../../../configs', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json') && !/node_modules|^schema/u.test(file))
  .filter((file) => readFileSync(path.join(root, file), 'utf8').includes('experiment.schema.json"'));

it.each(files)('%s is a valid experiment', async (file) => {
  const { config } = await loadExperiment(path.join(root, file));
  expect(config.description).toBeTruthy();
});

it('has a mini config for every loss of region heads', async () => {
  const mini = files.filter((file) => file.startsWith('mini'));
  const experiments = await Promise.all(mini.map((file) => loadExperiment(path.join(root, file))));
  const used = experiments.map(({ config }) => (config.model as { boxHead?: { loss?: { type: string } } }).boxHead?.loss?.type);
  // Losses of one-stage heads, for which there is no mini model.
  const dense = ['focal', 'varifocal', 'ecm-focal', 'ecm-varifocal'];
  const region = lossesComponents.filter(({ family }) => family.name === classificationLossFamily.name).map(({ type }): string => type);
  expect(region.filter((type) => !used.includes(type) && !dense.includes(type))).toEqual([]);
});
