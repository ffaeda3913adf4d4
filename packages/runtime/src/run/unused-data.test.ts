import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { JsonLinesFile } from '@ecm/engine';
import { expect, it } from 'vitest';

import type { DataUse } from './unused-data.js';
import { describeUnusedData, noteUnusedData } from './unused-data.js';

const failure = (name: string) => ({ fileName: name, reason: `${name}: cannot be decoded` });
const training: DataUse = { split: 'train', images: 40, failures: [failure('a.jpg')], leftOut: { ignore: 7, 'no-mask': 2 } };

it('tells people and programs in one line each', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ecm-unused-')), 'log.jsonl');
  const lines: string[] = [];
  noteUnusedData(training, { listener: { note: (line) => lines.push(line) }, log: { file: new JsonLinesFile(file), step: 20 } });
  expect(lines).toMatchInlineSnapshot(`
    [
      "Data "train": unusable images, replaced by others: 1 (a.jpg: cannot be decoded); objects left out, each visit counted: 7 × ignore, 2 × no-mask.",
    ]
  `);
  expect(readFileSync(file, 'utf8')).toMatchInlineSnapshot(`
    "{"mode":"data","split":"train","iter":20,"images":40,"failed_images":1,"left_out_ignore":7,"left_out_no_mask":2}
    "
  `);
});

it('tells programs also that everything was used', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ecm-unused-')), 'log.jsonl');
  const lines: string[] = [];
  const use: DataUse = { split: 'val', images: 9, failures: [] };
  noteUnusedData(use, { listener: { note: (line) => lines.push(line) }, log: { file: new JsonLinesFile(file), step: 20 } });
  expect(lines).toEqual([]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ mode: 'data', split: 'val', iter: 20, images: 9, failed_images: 0 });
});

it('names three unusable images at most and says what becomes of them', () => {
  const failures = ['a', 'b', 'c', 'd'].map(failure);
  expect(describeUnusedData({ split: 'val', images: 5, failures })).toMatchInlineSnapshot(
    `"Data "val": unusable images, left out, their objects count as missed: 4 (a: cannot be decoded; b: cannot be decoded; c: cannot be decoded; …)."`,
  );
});
