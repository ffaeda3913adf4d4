import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { ecm } from '../testing/ecm-process.js';
import { tinyExperiment } from '../testing/tiny-experiment.js';

it('detects, tests and reports with a run whose training data are gone', { timeout: 240_000 }, async () => {
  const { folder } = await tinyExperiment();
  const trained = await ecm(['train', 'tiny.json', '--set', '/schedule/steps=1', '--json'], folder);
  const { run } = JSON.parse(trained.stdout) as { run: string };
  const data = path.join(folder, 'data', 'tiny');
  for (const part of ['annotations/train.json', 'images/train']) rmSync(path.join(data, part), { recursive: true });

  const pictures = path.join(data, 'images', 'val');
  const picture = path.join(pictures, readdirSync(pictures)[0] ?? '');
  const inferred = await ecm(['infer', 'tiny.json', picture, '--weights', run, '--min-score', '0', '--json'], folder);
  expect(inferred.code, inferred.stderr).toBe(0);
  const [image] = JSON.parse(inferred.stdout) as { objects: { category: string }[] }[];
  expect(image?.objects.every(({ category }) => category.length > 0)).toBe(true);

  const tested = await ecm(['test', 'tiny.json', '--weights', run, '--json'], folder);
  expect(tested.code, tested.stderr).toBe(0);
  expect(JSON.parse(tested.stdout)).toHaveLength(2);
  const report = await ecm(['report', run], folder);
  expect(report.code, report.stderr).toBe(0);

  rmSync(path.join(folder, run, 'classes.json'));
  const unknown = await ecm(['infer', 'tiny.json', picture, '--weights', run], folder);
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toMatch(/UserError: There is no ".*classes\.json", so the classes come from the training data/u);
});
