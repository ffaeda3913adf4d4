import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { lvisComponent } from './lvis.component.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'ecm-lvis-'));
  const url = 'http://images.cocodataset.org/val2017/000000000003.jpg';
  const file = {
    images: [
      { id: 1, width: 20, height: 40, file_name: 'a/1.png' },
      { id: 2, width: 40, height: 40, file_name: 'a/2.png' },
      { id: 3, width: 40, height: 40, file_name: 'a/3.png', coco_url: url },
      { id: 4, width: 40, height: 40, file_name: 'COCO_val2014_000000000004.jpg', coco_url: url },
    ],
    annotations: [
      { id: 1, image_id: 1, category_id: 1, bbox: [0, 0, 4, 4], area: 16 },
      { id: 2, image_id: 3, category_id: 1, bbox: [0, 0, 4, 4], area: 16 },
    ],
    categories: [{ id: 1, name: 'one' }],
  };
  await writeFile(path.join(root, 'instances.json'), JSON.stringify(file));
});
afterAll(() => rm(root, { recursive: true }));

const config = {
  name: '',
  annotations: 'instances.json',
  images: 'pictures',
  segmentations: true,
  onlyAnnotated: false,
  minSide: 0,
} as const;
const around = () => ({ given: { root }, services: {}, path: '/data' });
const openLvis = (options: Partial<typeof config> | object = {}, from = root) =>
  lvisComponent.create({ type: 'lvis', ...config, ...options }, { ...around(), given: { root: from } }).open();

describe('lvis', () => {
  it('finds files by coco_url, by the last 16 characters of COCO 2014 names, or by file_name', async () => {
    const dataset = await openLvis();
    expect([0, 1, 2, 3].map((index) => dataset.image(index).fileName)).toEqual([
      'a/1.png',
      'a/2.png',
      'val2017/000000000003.jpg',
      '000000000004.jpg',
    ]);
    expect([dataset.name, dataset.imageRoot]).toEqual(['instances', path.join(root, 'pictures')]);
  });

  it('groups classes by image count where the file gives no group', async () => {
    expect((await openLvis()).categories).toEqual([{ id: 1, name: 'one', frequency: 'r' }]);
  });

  it('keeps for training the images with annotations and a large enough shorter side', async () => {
    const dataset = await openLvis({ onlyAnnotated: true, minSide: 32 });
    expect([dataset.size, dataset.image(0).id, dataset.annotations(0)[0].id]).toEqual([1, 3, 2]);
    expect(dataset.statistics().imageCounts).toEqual(Float64Array.of(1));
    await expect(openLvis({ onlyAnnotated: true, minSide: 99 })).rejects.toThrow(/no image is left: of 4 images none has/);
  });

  const shared = fileURLToPath(new URL('../../../../../shared/goldens/evaluation/', import.meta.url));
  it.skipIf(!existsSync(shared))('reads 100 real images (skipped where ../shared/goldens is not beside the repository)', async () => {
    // Facts of evaluation-and-data.md 7.1 and the goldens' README: 100 images, 977 annotations, 1230 categories 454 / 461 / 315.
    const dataset = await openLvis({ annotations: 'lvis_val_100.json' }, shared);
    expect([dataset.size, dataset.statistics().instanceCounts.reduce((sum, count) => sum + count, 0)]).toEqual([100, 977]);
    const groups = ['r', 'c', 'f'].map((group) => dataset.categories.filter(({ frequency }) => frequency === group).length);
    expect(groups).toEqual([454, 461, 315]);
  });
});
