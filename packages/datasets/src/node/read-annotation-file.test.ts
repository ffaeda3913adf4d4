import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { DataError } from '@ecm/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { lvisFileName } from '../annotations/file-names.js';
import { readAnnotationFile } from './read-annotation-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ecm-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

const square = [0, 0, 10, 0, 10, 10, 0, 10];
const good = {
  images: [
    { id: 9, width: 40, height: 30, coco_url: 'http://images.cocodataset.org/train2017/000000000009.jpg', neg_category_ids: [2] },
    { id: 4, width: 30, height: 40, file_name: 'other/4.png', not_exhaustive_category_ids: [5] },
  ],
  annotations: [
    { id: 1, image_id: 4, category_id: 5, bbox: [0, 0, 10, 10], area: 100, segmentation: [square] },
    { id: 2, image_id: 9, category_id: 2, bbox: [1.5, 2, 3, 4] },
    { id: 3, image_id: 4, category_id: 2, bbox: [0, 0, 1, 1], area: 1, segmentation: { size: [40, 30], counts: [1, 1, 1198] }, iscrowd: 1 },
  ],
  categories: [
    { id: 5, name: 'five', frequency: 'f' },
    { id: 2, name: 'two' },
  ],
};

async function read(content: unknown, options: { withSegmentation?: boolean } = {}) {
  const file = path.join(folder, 'annotations.json');
  await writeFile(file, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
  return readAnnotationFile({
    name: 'test',
    file,
    imageRoot: folder,
    fileNameOf: lvisFileName,
    withSegmentation: options.withSegmentation ?? true,
    deriveFrequency: true,
  });
}

const message = async (content: unknown) => {
  const error = await read(content).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(DataError);
  return (error as DataError).message.replaceAll(`${folder}/`, '');
};

describe('readAnnotationFile', () => {
  it('sorts categories by id, keeps images in file order and hangs annotations to their images', async () => {
    const dataset = await read(good);
    expect(dataset.categories).toEqual([
      { id: 2, name: 'two', frequency: 'r' },
      { id: 5, name: 'five', frequency: 'f' },
    ]);
    expect([dataset.image(0), dataset.image(1)]).toEqual([
      {
        id: 9,
        fileName: 'train2017/000000000009.jpg',
        width: 40,
        height: 30,
        negativeCategoryIds: [2],
        notExhaustiveCategoryIds: [],
      },
      { id: 4, fileName: 'other/4.png', width: 30, height: 40, negativeCategoryIds: [], notExhaustiveCategoryIds: [5] },
    ]);
    expect(dataset.annotations(0)).toEqual([{ id: 2, categoryId: 2, box: [1.5, 2, 3, 4], area: 12, crowd: false, ignore: false }]);
    const [polygon, runs] = dataset.annotations(1);
    expect({ ...polygon }).toEqual({
      id: 1,
      categoryId: 5,
      box: [0, 0, 10, 10],
      area: 100,
      crowd: false,
      ignore: false,
      segmentation: { polygons: [Float64Array.from(square)] },
    });
    expect(runs.crowd).toBe(true);
    expect(runs.segmentation).toEqual({ runLengths: { height: 40, width: 30, counts: Uint32Array.of(1, 1, 1198) } });
    expect(dataset.report).toEqual({ file: dataset.file, images: 2, annotations: 3, problems: [] });
  });

  it('does not care about the order of keys', async () => {
    const reversed = Object.fromEntries(Object.entries(good).reverse());
    expect((await read(reversed)).annotations(1)).toHaveLength(2);
  });

  it('counts images and objects by class', async () => {
    const { imageCounts, instanceCounts, annotatedImages } = (await read(good)).statistics();
    expect([imageCounts, instanceCounts, annotatedImages]).toEqual([Float64Array.of(2, 1), Float64Array.of(2, 1), 2]);
  });

  it('leaves masks out when they are not wanted', async () => {
    expect((await read(good, { withSegmentation: false })).annotations(1)[0].segmentation).toBeUndefined();
  });

  it('counts flaws of single records and says what became of them', async () => {
    const flawed = {
      ...good,
      annotations: [
        ...good.annotations,
        { id: 10, image_id: 77, category_id: 2, bbox: [0, 0, 1, 1] },
        { id: 11, image_id: 4, category_id: 66, bbox: [0, 0, 1, 1] },
        { id: 12, image_id: 4, category_id: 2, bbox: [0, 0, null, 1] },
        { id: 13, image_id: 4, category_id: 2, bbox: [5, 5, 0, 1] },
        { id: 14, image_id: 4, category_id: 2, bbox: [0, 0, 9, 9], segmentation: [] },
        { id: 15, image_id: 4, category_id: 2, bbox: [0, 0, 9, 9], segmentation: [[0, 0, 1, 1], square] },
        { id: 16, image_id: 4, category_id: 2, bbox: [0, 0, 9, 9], segmentation: { size: [40, 30], counts: [1] } },
      ],
    };
    const dataset = await read(flawed);
    expect(dataset.report.problems.map(({ kind, action, count, examples }) => [kind, action, count, examples])).toEqual([
      ['bad-box', 'skipped', 1, ['annotation 12']],
      ['zero-area-box', 'kept', 1, ['annotation 13']],
      ['bad-segmentation', 'repaired', 2, ['annotation 14', 'annotation 16']],
      ['short-polygon', 'repaired', 1, ['annotation 15']],
      ['unknown-image', 'skipped', 1, ['annotation 10 (image 77)']],
      ['unknown-category', 'skipped', 1, ['annotation 11 (category 66)']],
    ]);
    expect(dataset.report.annotations).toBe(7);
  });

  it('says file, place and remedy when the file cannot be used', async () => {
    const double = { ...good, annotations: [...good.annotations, good.annotations[0]] };
    expect(await message(double)).toMatchInlineSnapshot(
      `"annotations.json, annotation 1: the id occurs twice. Ids must be unique: \`ecm data verify\` lists all of them, \`ecm data merge\` renumbers."`,
    );
    expect(await message({ ...good, images: [good.images[0], good.images[0]] })).toMatchInlineSnapshot(
      `"annotations.json, image 9: the id occurs twice. Remove one of the records; \`ecm data verify\` lists all of them."`,
    );
    expect(await message({ images: [], results: [] })).toMatchInlineSnapshot(
      `"annotations.json: has no list "annotations", "categories" (lists found: images, results). An annotation file needs "images", "annotations" and "categories"; is this a result file or another format?"`,
    );
    expect(await message({ ...good, images: [{ id: 'x' }] })).toMatchInlineSnapshot(
      `"annotations.json, images at byte 11: an image needs a numeric "id", found "x". \`ecm data merge FILE --out NEW\` gives such records small ids."`,
    );
    expect(await message({ ...good, images: [{ id: 3, width: 0, height: 2 }] })).toMatchInlineSnapshot(
      `"annotations.json, image 3: "width" and "height" must be positive whole numbers, found 0 x 2."`,
    );
    expect(await message({ ...good, images: [{ id: 3, width: 1, height: 2 }] })).toMatchInlineSnapshot(
      `"annotations.json, image 3: the record has neither "file_name" nor "coco_url"; add one of them."`,
    );
    expect(await message({ ...good, categories: [{ id: 3 }] })).toMatchInlineSnapshot(
      `"annotations.json, categories at byte 551: a category needs a numeric "id" and a "name", found {"id":3}."`,
    );
    expect(await message({ ...good, images: [] })).toMatchInlineSnapshot(`"annotations.json, images: the file lists no images."`);
    expect(await message({ ...good, images: [7] })).toMatchInlineSnapshot(
      `"annotations.json, images at byte 11: expected an object, found 7."`,
    );
    expect(await message(JSON.stringify(good).slice(0, -60))).toMatchInlineSnapshot(
      `"annotations.json, byte 553: the file ends early inside "categories": it was cut off. Copy or download it again."`,
    );
    expect(await message('{"images":[{"id":1,}]}')).toMatch(/^annotations\.json, images at byte 11: is not JSON \(.*position 8.*\)\.$/);
    expect(await message(Buffer.from('{"categories":[{"id":1,"name":"caf\u00e9"}]}', 'latin1'))).toMatchInlineSnapshot(
      `"annotations.json, categories at byte 15: the text is not UTF-8. Convert the file first (iconv -f LATIN1 -t UTF-8)."`,
    );
  });

  it('says that a file is missing', async () => {
    const options = { name: '', imageRoot: '', fileNameOf: lvisFileName, withSegmentation: true, deriveFrequency: true };
    await expect(readAnnotationFile({ ...options, file: 'nowhere.json' })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[DataError: nowhere.json: cannot be opened (ENOENT: no such file or directory). Check the path.]`,
    );
  });

  it('reads real LVIS categories: 337 rare, 461 common and 405 frequent classes by image count', async () => {
    const golden = new URL('../../../testing/goldens/evaluation/metadata/lvis_v1_train_categories.json', import.meta.url);
    const categories = JSON.parse(await readFile(golden, 'utf8')) as { frequency: string }[];
    const dataset = await read({ ...good, annotations: [], categories: categories.map((entry) => ({ ...entry, frequency: undefined })) });
    expect(dataset.categories.map(({ frequency }) => frequency)).toEqual(categories.map(({ frequency }) => frequency));
    const count = (group: string) => dataset.categories.filter(({ frequency }) => frequency === group).length;
    expect([count('r'), count('c'), count('f')]).toEqual([337, 461, 405]);
  });
});
