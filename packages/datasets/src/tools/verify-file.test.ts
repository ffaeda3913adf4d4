import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { touchesItself } from './self-touching.js';
import { verifyFile } from './verify-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ecm-verify-'));
  const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: 'navy' } });
  await picture(20, 10).toFile(path.join(folder, 'good.png'));
  await picture(10, 20).toFile(path.join(folder, 'turned.png'));
  await writeFile(path.join(folder, 'damaged.jpg'), 'no picture');
});
afterAll(() => rm(folder, { recursive: true }));

const image = (id: number, file_name: string) => ({ id, file_name, width: 20, height: 10 });
const box = { image_id: 1, category_id: 1, bbox: [1, 1, 5, 5], area: 25 };
const square = [1, 1, 6, 1, 6, 6, 1, 6];

async function verify(content: unknown, options = {}) {
  const file = path.join(folder, 'file.json');
  await writeFile(file, JSON.stringify(content));
  const report = await verifyFile(file, options);
  return { ...report, problems: report.problems.map(({ kind, count, examples }) => [kind, count, ...examples]) };
}

const good = {
  images: [image(1, 'good.png')],
  annotations: [{ id: 1, ...box, segmentation: [square] }],
  categories: [{ id: 1, name: 'one' }],
};

describe('verifyFile', () => {
  it('finds nothing in a good set', async () => {
    expect(await verify(good, { imageRoot: folder, decode: true })).toMatchObject({ images: 1, annotations: 1, problems: [] });
  });

  it('finds flaws of records and counts all of them', async () => {
    const { problems } = await verify({
      images: [...good.images, image(1, 'other.png'), image(2, 'good.png'), { id: 3 }],
      categories: [...good.categories, { id: 1, name: 'two' }, { id: 5, name: 'five' }, { id: 6 }],
      annotations: [
        ...good.annotations,
        { id: 1, ...box },
        { id: 2, ...box, image_id: 9 },
        { id: 3, ...box, category_id: 9 },
        { id: 4, ...box, bbox: [20, 0, 5, 5] },
        { id: 5, ...box, bbox: [17, 0, 5, 5] },
        { id: 6, ...box, bbox: [16, 0, 5, 5] },
        { id: 7, ...box, bbox: [1, 1, 0, 5], area: 0 },
        { id: 8, ...box, bbox: [1, 1] },
        { id: 9, ...box, segmentation: [[1, 1, 6, 6, 6, 1, 1, 6]] },
        { id: 10, ...box, segmentation: [[30, 30, 35, 30, 35, 35]] },
        { id: 11, ...box, segmentation: { size: [4, 4], counts: [16] } },
        { id: 12, ...box, segmentation: { size: [10, 20], counts: [200] } },
        { id: 13, ...box, segmentation: [] },
        { id: 14, ...box, segmentation: [square, [1, 2]] },
      ],
    });
    expect(problems).toEqual([
      ['double-image-id', 1, 'image 1'],
      ['double-file-name', 1, 'good.png'],
      ['bad-image-record', 1, 'image 3: "width" and "height" must be positive whole numbers, found none x none.'],
      ['double-category', 1, 'category 1 (two)'],
      ['bad-category-record', 1, expect.stringMatching(/^categories at byte \d+: a category needs a numeric "id" and a "name"/)],
      ['double-annotation-id', 1, 'annotation 1'],
      ['unknown-image', 1, 'annotation 2 (image 9)'],
      ['unknown-category', 1, 'annotation 3 (category 9)'],
      ['box-outside', 1, 'annotation 4 (other.png)'],
      ['box-over-border', 1, 'annotation 5 (other.png)'],
      ['zero-area-box', 1, 'annotation 7'],
      ['bad-box', 1, 'annotation 8'],
      ['self-touching-polygon', 1, 'annotation 9 (other.png)'],
      ['empty-mask', 2, 'annotation 10 (other.png)', 'annotation 12 (other.png)'],
      ['wrong-mask-size', 1, 'annotation 11 (other.png)'],
      ['bad-segmentation', 1, 'annotation 13'],
      ['short-polygon', 1, 'annotation 14'],
      ['category-without-objects', 1, 'category 5 (five)'],
    ]);
  });

  it('finds missing, damaged and wrongly sized image files', async () => {
    const images = ['good.png', 'turned.png', 'damaged.jpg', 'gone.png'].map((name, id) => image(id + 1, name));
    const { problems } = await verify({ ...good, images }, { imageRoot: folder });
    expect(problems.toSorted()).toEqual([
      ['damaged-image-file', 1, 'damaged.jpg: Input file contains unsupported image format'],
      ['missing-image-file', 1, 'gone.png'],
      ['wrong-image-size', 1, 'turned.png: 10 x 20, the record says 20 x 10'],
    ]);
  });

  it('refuses files that are no JSON', async () => {
    const file = path.join(folder, 'bad.json');
    await writeFile(file, '{"images": [');
    await expect(verifyFile(file)).rejects.toThrow(/the file ends early inside "images"/);
  });
});

describe('touchesItself', () => {
  it.each([
    ['a square', false, square],
    ['a square with its first corner repeated', false, [...square, 1, 1]],
    ['a square with a corner given twice', false, [1, 1, 6, 1, 6, 1, 6, 6, 1, 6]],
    ['a bow tie', true, [0, 0, 4, 4, 4, 0, 0, 4]],
    ['an outline through one of its own corners', true, [0, 0, 4, 0, 2, 2, 4, 4, 0, 4, 2, 2]],
    ['a spike', true, [0, 0, 4, 0, 8, 0, 4, 0, 4, 4]],
    ['a corner on another edge', true, [0, 0, 4, 0, 4, 4, 2, 0, 0, 4]],
    ['two points', true, [0, 0, 4, 0, 0, 0]],
  ])('%s: %s', (_, touching, points) => {
    expect(touchesItself(points)).toBe(touching);
  });
});
