import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { summarizeFile } from '../node/summarize-file.js';
import { exportOpenImages } from '../open-images/export-open-images.js';
import { convertFile } from './convert-file.js';
import { mergeFiles } from './merge-files.js';
import { splitFile } from './partition-file.js';
import { verifyFile } from './verify-file.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-long-integers-'));
const at = (name: string): string => path.join(folder, name);
const save = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};
const textOf = (name: string): string => readFileSync(at(name), 'utf8');

/** Ids of 64 bits everywhere, also in lists, and in members that no tool knows. */
const file = save(
  'long.json',
  `{"images": [{"id": 18446744073709551615, "width": 9, "height": 9, "file_name": "a.png",
    "neg_category_ids": [9007199254740993], "not_exhaustive_category_ids": []}],
  "annotations": [{"id": 9007199254740995, "image_id": 18446744073709551615, "category_id": 9007199254740997, "bbox": [1, 1, 2, 2],
    "area": 4, "segmentation": [[1, 1, 3, 1, 3.0000000000000004, 3]], "iscrowd": 0, "source": {"tweet": 1234567890123456789}}],
  "categories": [{"id": 9007199254740993, "name": "absent"}, {"id": 9007199254740997, "name": "present"}]}`,
);

it('split and convert keep every digit', async () => {
  await splitFile(file, { fractions: [1], files: [at('split.json')], seed: 0 });
  await convertFile(file, at('coco.json'), { from: 'lvis', to: 'coco' });
  await convertFile(at('coco.json'), at('lvis.json'), { from: 'coco', to: 'lvis' });
  const integers = (text: string): string[] => (text.match(/(?<![\d.])\d{16,}/gu) ?? []).toSorted();
  for (const name of ['split.json', 'coco.json', 'lvis.json']) expect(integers(textOf(name))).toEqual(integers(textOf('long.json')));
  expect(textOf('lvis.json')).toContain('3.0000000000000004');
});

it('merge gives small ids, in the lists of images too, and keeps what is no id', async () => {
  await mergeFiles([file], at('merged.json'));
  expect(textOf('merged.json')).toContain('"neg_category_ids":[1]');
  expect(textOf('merged.json')).toContain('"image_id":1,"category_id":2');
  expect(textOf('merged.json')).toContain('{"tweet":1234567890123456789}');
  const { problems } = await verifyFile(at('merged.json'));
  expect(problems.filter(({ action }) => action !== 'noted')).toEqual([]);
});

it('data sets and csv files refuse them, and say what helps', async () => {
  const advice = /id \d+ is beyond 2\^53\. `ecm data merge FILE --out NEW` gives such records small ids\.$/u;
  await expect(summarizeFile(file, 'lvis')).rejects.toThrow(advice);
  await expect(exportOpenImages(file, at('csv'))).rejects.toThrow(advice);
  const { problems } = await verifyFile(file);
  expect(problems.map(({ kind, count }) => [kind, count])).toContainEqual(['bad-category-record', 2]);
});

it('names of compressed files are refused', async () => {
  const attempt = mergeFiles([file], at('merged.json.gz'));
  await expect(attempt).rejects.toThrow('files are written plain. Leave .gz out, and compress the file afterwards.');
});
