import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { cocoFileName, lvisFileName } from '../annotations/file-names.js';
import { readAnnotationFile } from '../node/read-annotation-file.js';
import { convertFile } from './convert-file.js';
import { convertVoc } from './convert-voc.js';
import { mergeFiles } from './merge-files.js';
import { shardFile, splitFile } from './partition-file.js';

let folder: string;
const at = (name: string) => path.join(folder, name);
const write = (name: string, content: unknown) => writeFile(at(name), JSON.stringify(content));

interface File {
  readonly info: unknown;
  readonly images: Record<string, unknown>[];
  readonly annotations: Record<string, unknown>[];
  readonly categories: Record<string, unknown>[];
}
const read = async (name: string) => JSON.parse(await readFile(at(name), 'utf8')) as File;

const file = {
  info: { year: 2026 },
  annotations: Array.from({ length: 20 }, (_, i) => ({
    id: i + 1,
    image_id: i % 10,
    category_id: 1 + (i % 2),
    bbox: [0.1, 0.2, 5, 5],
    note: 'é',
  })),
  images: Array.from({ length: 10 }, (_, id) => ({ id, width: 9, height: 9, file_name: `${id}.png` })),
  categories: [
    { id: 1, name: 'one' },
    { id: 2, name: 'two' },
  ],
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ecm-tools-'));
  await write('all.json', file);
});
afterAll(() => rm(folder, { recursive: true }));

describe('splitFile and shardFile', () => {
  it('put each image and its annotations into one part, and everything else into each', async () => {
    const files = [at('train.json'), at('val.json'), at('none.json')];
    const { parts, orphans } = await splitFile(at('all.json'), { fractions: [0.7, 0.3, 0], files, seed: 1 });
    expect([parts.map(({ images, annotations }) => [images, annotations]), orphans]).toEqual([
      [
        [7, 14],
        [3, 6],
        [0, 0],
      ],
      0,
    ]);
    const [train, val] = [await read('train.json'), await read('val.json')];
    const sorted = (records: readonly Record<string, unknown>[]) => records.toSorted((a, b) => Number(a['id']) - Number(b['id']));
    expect(sorted([...train.images, ...val.images])).toEqual(file.images);
    expect(sorted([...train.annotations, ...val.annotations])).toEqual(file.annotations);
    const ids = new Set(train.images.map(({ id }) => id));
    expect(train.annotations.every((annotation) => ids.has(annotation['image_id']))).toBe(true);
    expect([val.info, val.categories]).toEqual([file.info, file.categories]);
  });

  it('split the same for the same seed alone', async () => {
    const split = async (seed: number) => {
      await splitFile(at('all.json'), { fractions: [0.5, 0.5], files: [at('a.json'), at('b.json')], seed });
      return (await read('a.json')).images.map(({ id }) => id);
    };
    expect(await split(4)).toEqual(await split(4));
    expect(await split(4)).not.toEqual(await split(5));
  });

  it('divide rare classes in the same proportion, the rarest first', async () => {
    // 40 images: class 1 on all, class 2 on images 0 … 3, class 3 on image 0 alone; shares 3/4 and 1/4.
    const classes = [...Array.from({ length: 40 }, (_, i) => [i, 1]), ...Array.from({ length: 4 }, (_, i) => [i, 2]), [0, 3]];
    await write('long-tail.json', {
      images: Array.from({ length: 40 }, (_, id) => ({ id, width: 9, height: 9, file_name: `${id}.png` })),
      annotations: classes.map(([image_id, category_id], i) => ({ id: i + 1, image_id, category_id, bbox: [0, 0, 1, 1] })),
      categories: [1, 2, 3].map((id) => ({ id, name: `${id}` })),
    });
    for (let seed = 0; seed < 8; seed++) {
      await splitFile(at('long-tail.json'), { fractions: [0.75, 0.25], files: [at('t.json'), at('v.json')], seed });
      const counts = async (name: string) => {
        const { annotations } = await read(name);
        return [1, 2, 3].map((id) => annotations.filter((annotation) => annotation['category_id'] === id).length);
      };
      expect([await counts('t.json'), await counts('v.json')]).toEqual([
        [30, 3, 1],
        [10, 1, 0],
      ]);
    }
  });

  it('shard in file order', async () => {
    await shardFile(at('all.json'), ['s0.json', 's1.json', 's2.json'].map(at));
    const ids = await Promise.all(['s0.json', 's1.json', 's2.json'].map(async (name) => (await read(name)).images.map(({ id }) => id)));
    expect(ids).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]);
  });

  it('count annotations of no image', async () => {
    await write('orphan.json', { ...file, annotations: [{ id: 1, image_id: 99, category_id: 1, bbox: [0, 0, 1, 1] }] });
    expect((await shardFile(at('orphan.json'), [at('o.json')])).orphans).toBe(1);
  });

  it('refuse shares that do not add up, and leave nothing behind when they fail', async () => {
    const options = { files: [at('x.json')], seed: 1 };
    await expect(splitFile(at('all.json'), { fractions: [0.5], ...options })).rejects.toThrow(/add up to 1, but add up to 0\.5/);
    await writeFile(at('cut.json'), JSON.stringify(file).slice(0, -200));
    await expect(shardFile(at('cut.json'), [at('x.json')])).rejects.toThrow(/the file ends early/);
    expect(readdirSync(folder).filter((name) => name.startsWith('x.'))).toEqual([]);
  });
});

describe('mergeFiles', () => {
  it('unites categories by name, keeps image ids where they are free and numbers annotations anew', async () => {
    await write('other.json', {
      images: [
        { id: 3, width: 9, height: 9, file_name: 'other/3.png', neg_category_ids: [7], not_exhaustive_category_ids: [1] },
        { id: 50, width: 9, height: 9, file_name: '1.png' },
      ],
      annotations: [
        { id: 1, image_id: 3, category_id: 7, bbox: [0, 0, 1, 1] },
        { id: 1, image_id: 50, category_id: 1, bbox: [0, 0, 2, 2] },
        { id: 2, image_id: 51, category_id: 1, bbox: [0, 0, 2, 2] },
      ],
      categories: [
        { id: 7, name: 'two' },
        { id: 1, name: 'three' },
      ],
    });
    const report = await mergeFiles([at('all.json'), at('other.json')], at('merged.json'));
    expect([report.images, report.annotations]).toEqual([12, 22]);
    expect(report.problems.map(({ kind, count, examples }) => [kind, count, examples.map((text) => path.basename(text))])).toEqual([
      ['double-file-name', 1, ['1.png']],
      ['unknown-image-or-category', 1, ['other.json, annotation 2']],
    ]);
    const merged = await read('merged.json');
    expect(merged.categories.map(({ id, name }) => [id, name])).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
    ]);
    expect(merged.images.slice(10)).toEqual([
      { id: 10, width: 9, height: 9, file_name: 'other/3.png', neg_category_ids: [2], not_exhaustive_category_ids: [3] },
      { id: 50, width: 9, height: 9, file_name: '1.png' },
    ]);
    expect(merged.annotations.slice(20).map((entry) => [entry['id'], entry['image_id'], entry['category_id']])).toEqual([
      [21, 10, 2],
      [22, 50, 3],
    ]);
    expect(merged.info).toEqual(file.info);
  });

  it('gives long and double ids new ones and skips a second image of an id', async () => {
    const [a, b] = ['9007199254740993', '9007199254740994'];
    const image = (id: string, name: string) => `{"id": ${id}, "width": 9, "height": 9, "file_name": "${name}"}`;
    const box = (id: string, of: string) => `{"id": ${id}, "image_id": ${of}, "category_id": 1, "bbox": [0, 0, 1, 1]}`;
    await writeFile(
      at('long.json'),
      `{"images": [${image(a, 'a')}, ${image(b, 'b')}, ${image('4', 'c')}, ${image('4', 'd')}], "categories": [{"id": 1, "name": "one"}],` +
        `"annotations": [${box('1', b)}, ${box('1', a)}, ${box(a, '4')}]}`,
    );
    const { problems } = await mergeFiles([at('long.json')], at('short.json'));
    expect(problems.map(({ kind, count }) => [kind, count])).toEqual([['double-id', 1]]);
    const { images, annotations } = await read('short.json');
    expect(images.map(({ id, file_name }) => [id, file_name])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [4, 'c'],
    ]);
    expect(annotations.map(({ id, image_id }) => [id, image_id])).toEqual([
      [1, 2],
      [2, 1],
      [3, 4],
    ]);
  });

  it('brings shards back together, whatever their order', async () => {
    const shards = ['m0.json', 'm1.json', 'm2.json'].map(at);
    await shardFile(at('all.json'), shards);
    await mergeFiles(shards.toReversed(), at('again.json'));
    const [all, again] = [await read('all.json'), await read('again.json')];
    const byId = (records: readonly Record<string, unknown>[]) => records.toSorted((x, y) => Number(x['id']) - Number(y['id']));
    const content = (records: readonly Record<string, unknown>[]) => records.map((record) => JSON.stringify({ ...record, id: 0 })).sort();
    expect(byId(again.images)).toEqual(all.images);
    expect(content(again.annotations)).toEqual(content(all.annotations));
    expect(again.categories).toEqual(all.categories);
  });
});

describe('convertFile', () => {
  const coco = {
    ...file,
    images: file.images.slice(0, 2),
    annotations: [
      { id: 1, image_id: 0, category_id: 1, bbox: [0, 0, 1, 1], area: 1, iscrowd: 0 },
      { id: 2, image_id: 1, category_id: 2, bbox: [0, 0, 1, 1], area: 1, iscrowd: 1 },
    ],
  };

  it('makes of COCO an LVIS file: absent classes are verified absent, crowds are ignored and not exhaustive', async () => {
    await write('coco.json', coco);
    const report = await convertFile(at('coco.json'), at('lvis.json'), { from: 'coco', to: 'lvis' });
    expect(report.problems.map(({ kind, count }) => [kind, count])).toEqual([['crowd-region', 1]]);
    const { images, annotations, categories } = await read('lvis.json');
    expect(images).toEqual([
      { ...coco.images[0], neg_category_ids: [2], not_exhaustive_category_ids: [] },
      { ...coco.images[1], neg_category_ids: [1], not_exhaustive_category_ids: [2] },
    ]);
    expect(annotations).toEqual([
      { id: 1, image_id: 0, category_id: 1, bbox: [0, 0, 1, 1], area: 1 },
      { ...coco.annotations[1], ignore: 1 },
    ]);
    expect(categories[0]).toEqual({ id: 1, name: 'one', frequency: 'r', image_count: 1, instance_count: 1 });
  });

  it('makes of LVIS a COCO file, with file names and a note on lists', async () => {
    const url = 'http://images.cocodataset.org/val2017/000000000003.jpg';
    const images = [{ id: 0, width: 9, height: 9, coco_url: url, neg_category_ids: [2], not_exhaustive_category_ids: [] }];
    await write('lvis-1.json', { ...coco, images, annotations: coco.annotations.slice(0, 1) });
    const report = await convertFile(at('lvis-1.json'), at('coco-1.json'), { from: 'lvis', to: 'coco' });
    expect(report.problems.map(({ kind, count }) => [kind, count])).toEqual([['federated-lists', 1]]);
    const converted = await read('coco-1.json');
    expect(converted.images).toEqual([{ ...images[0], file_name: 'val2017/000000000003.jpg' }]);
    expect(converted.annotations).toEqual(coco.annotations.slice(0, 1));
  });

  it('comes back to the same content from both forms, with ids of 64 bits, unicode and members of its own', async () => {
    const [a, b] = ['9007199254740993', '9007199254740994'];
    const lvis =
      `{"info": {"nöte": "\u2603"}, "images": [{"id": ${a}, "width": 9, "height": 9, "file_name": "☃/ä.png",` +
      ` "neg_category_ids": [2], "not_exhaustive_category_ids": []},\n{"id": ${b}, "width": 9, "height": 9, "file_name": "b.png",` +
      ' "neg_category_ids": [], "not_exhaustive_category_ids": [1]}], "licenses": [{"id": 1}], "annotations": [' +
      `{"id": 18446744073709551615, "image_id": ${b}, "category_id": 1, "bbox": [0.1, 0.2, 3e0, 4], "area": 12},` +
      `{"id": 2, "image_id": ${a}, "category_id": 1, "bbox": [1, 1, 1, 1], "area": 1, "mine": [1, null, "\\\" 1234567890123456789"]}],` +
      ' "categories": [{"id": 1, "name": "été", "frequency": "f", "image_count": 500, "instance_count": 900}, {"id": 2, "name": "two",' +
      ' "frequency": "r", "image_count": 1, "instance_count": 1}], "empty": []}';
    const text = async (name: string) => (await readFile(at(name), 'utf8')).replaceAll(/\s+(?=[{}[\],"])/g, '');
    const forth = async (name: string, out: string, from: 'lvis' | 'coco', to: 'lvis' | 'coco') => {
      await convertFile(at(name), at(out), { from, to });
    };
    await writeFile(at('l.json'), lvis);
    await forth('l.json', 'l-coco.json', 'lvis', 'coco');
    await forth('l-coco.json', 'l-back.json', 'coco', 'lvis');
    const same = (await text('l-back.json')).replaceAll(/,"iscrowd":0/g, '');
    expect(same).toContain(`"id":${a}`);
    expect(same).toContain('"id":18446744073709551615');
    const members = (json: string) => JSON.parse(json.replaceAll(/(?<!")\b\d{16,}\b(?!")/g, '"$&"')) as unknown;
    expect(members(same)).toEqual(members(lvis));

    await forth('coco.json', 'c-lvis.json', 'coco', 'lvis');
    await forth('c-lvis.json', 'c-back.json', 'lvis', 'coco');
    const { images, annotations } = await read('c-back.json');
    expect(annotations).toEqual(coco.annotations);
    expect(images).toMatchObject(coco.images);
  });
});

describe('convertVoc on the BCCD photographs', () => {
  const bccd = fileURLToPath(new URL('../../../../../shared/data/bccd', import.meta.url));
  it.skipIf(!existsSync(bccd))('writes files that read back (skipped where ../shared/data/bccd is not beside the repository)', async () => {
    const voc = { folder: bccd, split: 'val', categories: ['RBC', 'WBC', 'Platelets'] };
    for (const [to, fileNameOf] of [
      ['coco', cocoFileName],
      ['lvis', lvisFileName],
    ] as const) {
      const out = at(`bccd-${to}.json`);
      const report = await convertVoc(voc, out, to);
      const options = { name: '', file: out, imageRoot: path.join(bccd, 'JPEGImages'), withSegmentation: true, deriveFrequency: false };
      const dataset = await readAnnotationFile({ ...options, fileNameOf });
      expect([report.images, dataset.size]).toEqual([87, 87]);
      expect(dataset.report.problems).toEqual([]);
      expect(existsSync(path.join(dataset.imageRoot, dataset.image(0).fileName))).toBe(true);
    }
  });
});
