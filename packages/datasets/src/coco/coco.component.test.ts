import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { cocoComponent } from './coco.component.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'ecm-coco-'));
});
afterAll(() => rm(root, { recursive: true }));

async function open(file: unknown, onlyAnnotated = false) {
  await writeFile(path.join(root, 'instances.json'), JSON.stringify(file));
  const config = { type: 'coco', name: 'test', annotations: 'instances.json', images: '.', segmentations: true, minSide: 0 } as const;
  return cocoComponent.create({ ...config, onlyAnnotated }, { given: { root }, services: {}, path: '/data' }).open();
}

const url = 'http://images.cocodataset.org/val2017/000000000003.jpg';
const file = {
  images: [{ id: 3, width: 40, height: 40, file_name: 'a/3.png', coco_url: url }],
  annotations: [{ id: 1, image_id: 3, category_id: 90, bbox: [0, 0, 4, 4], area: 16, iscrowd: 1 }],
  categories: [
    { id: 90, name: 'ninety', supercategory: 'number' },
    { id: 1, name: 'one' },
  ],
};

it('finds files by file_name, keeps crowds and gives no frequency groups', async () => {
  const dataset = await open(file);
  expect([dataset.name, dataset.image(0).fileName, dataset.annotations(0)[0].crowd]).toEqual(['test', 'a/3.png', true]);
  expect(dataset.categories).toEqual([
    { id: 1, name: 'one' },
    { id: 90, name: 'ninety' },
  ]);
});

it('says why nothing is left to train on', async () => {
  const texts = file.annotations.map((annotation) => ({ ...annotation, image_id: '3' }));
  await expect(open({ ...file, annotations: texts }, true)).rejects.toThrow(
    /no image is left: of 1 images none has an annotation and .* 0 pixels \(1 records were skipped: unknown-image\)\. Check that/,
  );
});
