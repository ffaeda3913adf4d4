import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { dataReportOf } from '../annotations/columnar-dataset.js';
import { vocComponent } from './voc.component.js';
import type { VocConfig } from './voc.schema.js';

let root: string;

const object = (name: string, [xmin, ymin, xmax, ymax]: readonly number[], difficult = 0) =>
  `<object><name>${name}</name><difficult>${difficult}</difficult>` +
  `<bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox></object>`;
const size = '<size><width>40</width><height>30</height><depth>3</depth></size>';

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'ecm-voc-'));
  const write = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(root, 'set', name)), { recursive: true });
    await writeFile(path.join(root, 'set', name), text);
  };
  await write('Annotations/a.xml', `<annotation><filename>wrong.png</filename>${size}${object('dog', [1, 1, 40, 30])}</annotation>`);
  await write('Annotations/b.xml', `<annotation>${object('cat', [5, 6, 15, 16], 1)}${object('dog', [9, 9, 9, 12])}</annotation>`);
  await write('Annotations/c.xml', `<annotation>${size}<object><name>cow</name></object></annotation>`);
  await write('Annotations/d.xml', `<annotation>${size}</annotation>`);
  await write('Annotations/e.xml', `<annotation>${size}${object('dog', [1, 1, 40, 30])}`);
  await write('ImageSets/Main/train.txt', 'b\na\r\n\n');
  await write('ImageSets/Main/val.txt', 'c -1\ne  1\nghost\nd\n');
  await mkdir(path.join(root, 'set', 'JPEGImages'));
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } });
  for (const name of ['a.jpg', 'b.PNG', 'c.jpeg', 'e.jpg']) await picture.clone().toFile(path.join(root, 'set', 'JPEGImages', name));
});
afterAll(() => rm(root, { recursive: true }));

function open(options: Partial<VocConfig>, from = root) {
  const config: VocConfig = {
    type: 'voc',
    name: '',
    folder: 'set',
    split: '',
    categories: [],
    onlyAnnotated: false,
    minSide: 0,
    ...options,
  };
  return vocComponent.create(config, { given: { root: from }, services: {}, path: '/data' }).open();
}

describe('voc', () => {
  it('takes pictures by the name of the annotation file and counts corners from 1', async () => {
    const dataset = await open({ split: 'train' });
    expect(dataset.categories.map(({ name }) => name)).toEqual(['cat', 'dog']);
    expect([0, 1].map((index) => [dataset.image(index).id, dataset.image(index).fileName])).toEqual([
      [1, 'a.jpg'],
      [2, 'b.PNG'],
    ]);
    // mmdetection subtracts 1 from all corners: [1, 1, 40, 30] -> [0, 0, 39, 29].
    expect(dataset.annotations(0).map(({ box, area, ignore }) => [box, area, ignore])).toEqual([[[0, 0, 39, 29], 1131, false]]);
    expect(dataset.annotations(1).map(({ box, ignore }) => [box, ignore])).toEqual([[[4, 5, 10, 10], true]]);
  });

  it('takes the size from the picture where the file has none', async () => {
    const { width, height } = (await open({ split: 'train' })).image(1);
    expect([width, height]).toEqual([40, 30]);
  });

  it('counts what it leaves out, with examples', async () => {
    const problems = async (split: string) =>
      dataReportOf(await open({ split }))?.problems.map(({ kind, count, examples }) => [kind, count, ...examples]);
    expect(await problems('train')).toEqual([['zero-area-box', 1, 'b.xml, object 2 (dog)']]);
    expect(await problems('val')).toEqual([
      ['missing-annotation-file', 1, 'ghost in split val'],
      ['missing-image', 1, 'd.xml'],
      ['bad-xml', 1, 'e.xml: the text does not end with </annotation>: it was cut off or is of another form'],
      ['bad-object', 1, 'c'],
    ]);
  });

  it('takes listed classes in the listed order and counts objects of others', async () => {
    const dataset = await open({ categories: ['dog'] });
    expect(dataset.categories).toEqual([{ id: 1, name: 'dog' }]);
    expect(dataReportOf(dataset)?.problems.find(({ kind }) => kind === 'unknown-category')?.examples).toEqual(['b.xml, object 1 (cat)']);
  });

  it('counts pictures whose size cannot be had, and refuses a folder without any of its pictures', async () => {
    const folder = path.join(root, 'odd');
    for (const part of ['Annotations', 'JPEGImages']) await mkdir(path.join(folder, part), { recursive: true });
    for (const name of ['a', 'b'])
      await writeFile(path.join(folder, `Annotations/${name}.xml`), `<annotation>${object('cat', [1, 1, 9, 9])}</annotation>`);
    await expect(open({ folder: 'odd' })).rejects.toThrow(
      /odd, JPEGImages: none of the pictures is there that Annotations describe, e\.g\. that of a\.xml\./u,
    );
    await writeFile(path.join(folder, 'JPEGImages/a.jpg'), 'no picture');
    await sharp({ create: { width: 20, height: 10, channels: 3, background: 'teal' } }).toFile(path.join(folder, 'JPEGImages/b.jpg'));
    const dataset = await open({ folder: 'odd' });
    expect(dataset.size).toBe(1);
    expect(dataReportOf(dataset)?.problems.map(({ kind, examples }) => [kind, ...examples])).toEqual([['unreadable-image', 'a.jpg']]);
  });

  it('says what is missing', async () => {
    await expect(open({ split: 'test' })).rejects.toThrow(/test\.txt: cannot be read .* Name another split, or none for all files\./);
    await expect(open({ folder: 'nowhere' })).rejects.toThrow(/a Pascal VOC folder has Annotations and JPEGImages\./);
  });
});

describe('voc on the BCCD photographs', () => {
  const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
  const absent = !existsSync(path.join(shared, 'bccd'));
  it.skipIf(absent)('reads all splits (skipped where ../shared/data/bccd is not beside the repository)', async () => {
    // Counts of the data's README: 364 photographs, 4,888 boxes of which two have no area, three classes; splits 205 / 87 / 72.
    const dataset = await open({ folder: 'bccd' }, shared);
    expect([dataset.size, dataset.categories.map(({ name }) => name)]).toEqual([364, ['Platelets', 'RBC', 'WBC']]);
    const { instanceCounts } = dataset.statistics();
    const dropped = dataReportOf(dataset)?.problems ?? [];
    expect(dropped.map(({ kind, count }) => [kind, count])).toEqual([['zero-area-box', 2]]);
    expect(instanceCounts.reduce((sum, count) => sum + count, 0)).toBe(4886);
    const sizes = await Promise.all(['train', 'val', 'test'].map(async (split) => (await open({ folder: 'bccd', split }, shared)).size));
    expect(sizes).toEqual([205, 87, 72]);
  });
});
