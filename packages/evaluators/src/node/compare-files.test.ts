import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import type { ResultRecord } from '../detections/result-record.js';
import { compareFiles } from './compare-files.js';
import { evaluateFiles } from './evaluate-files.js';

const goldens = path.join(import.meta.dirname, '../../../testing/goldens/evaluation');
const groundTruth = path.join(goldens, 'edge_gt.json');
const a = path.join(goldens, 'edge_detections_bbox.json');
const folder = mkdtempSync(path.join(tmpdir(), 'ecm-compare-'));
const b = path.join(folder, 'b.json');
const records = JSON.parse(readFileSync(a, 'utf8')) as ResultRecord[];
writeFileSync(b, JSON.stringify(records.filter((_, i) => i % 9 !== 0)));
const options = { groundTruth, a: [a], b: [b], resamples: 40, seed: 5, perClass: true };

it('evaluates both sets and compares them', async () => {
  const found = await compareFiles(options);
  expect(found.a).toEqual(await evaluateFiles({ groundTruth, results: [a] }));
  expect(found.b).toEqual(await evaluateFiles({ groundTruth, results: [b] }));
  const [{ figures, resamples, seed }] = found.comparisons;
  expect([resamples, seed]).toEqual([40, 5]);
  expect(figures[0].difference).toBeCloseTo(found.b[0].summary['AP'] - found.a[0].summary['AP'], 12);
});

const built = existsSync(path.join(import.meta.dirname, '../../dist/node/resampling-worker.js'));

it.skipIf(!built)('gives the same figures with any number of threads (workers run the build: npx tsc -b)', async () => {
  const single = await compareFiles(options);
  for (const threads of [2, 3]) expect((await compareFiles({ ...options, threads })).comparisons).toEqual(single.comparisons);
});
