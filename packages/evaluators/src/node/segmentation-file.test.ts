import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import type { GroundTruthJson } from '../ground-truth/from-json.js';
import { readGroundTruth } from './read-ground-truth.js';
import { SegmentationFile } from './segmentation-file.js';

const file = path.join(import.meta.dirname, '../../../testing/goldens/evaluation/edge_gt.json');
const json = JSON.parse(readFileSync(file, 'utf8')) as GroundTruthJson;

it('finds every segmentation in the file again', async () => {
  const spaced = path.join(mkdtempSync(path.join(tmpdir(), 'ecm-evaluators-')), 'spaced.json');
  writeFileSync(spaced, JSON.stringify(json, undefined, 2));
  for (const source of [file, spaced]) {
    const segmentations = new SegmentationFile(await readGroundTruth(source, { segmentations: 'offsets' }));
    json.annotations.forEach(({ segmentation }, row) => {
      expect(segmentations.read(row)).toEqual(segmentation);
    });
    segmentations.close();
  }
});

it('keeps every number of every polygon', async () => {
  const { annotations } = await readGroundTruth(file, { segmentations: 'numbers' });
  json.annotations.forEach(({ segmentation }, row) => {
    if (!Array.isArray(segmentation)) return;
    expect(annotations.segmentationNumbers!.row(row).map((list) => Array.from(list))).toEqual(
      (segmentation as number[][]).map((polygon) => polygon.map((value) => Math.fround(value))),
    );
  });
});

it('asks for the places of segmentations', async () => {
  const truth = await readGroundTruth(file);
  expect(() => new SegmentationFile(truth)).toThrow("read it with segmentations: 'offsets'");
});

it('says that places in a packed file are of no use', async () => {
  const packed = path.join(mkdtempSync(path.join(tmpdir(), 'ecm-evaluators-')), 'packed.json.gz');
  writeFileSync(packed, gzipSync(readFileSync(file)));
  await expect(readGroundTruth(packed, { segmentations: 'offsets' })).rejects.toThrow('unpack it, or keep segmentations as numbers');
});
