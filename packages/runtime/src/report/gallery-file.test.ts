import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { memoryDataset } from '@ecm/datasets';
import { encodeMask } from '@ecm/geometry';
import { expect, it } from 'vitest';

import { GalleryFile, galleryIds, readGallery } from './gallery-file.js';

const image = (id: number) => ({ id, fileName: `${id}.png`, width: 4, height: 3, negativeCategoryIds: [], notExhaustiveCategoryIds: [] });
const dataset = memoryDataset({
  name: 'images',
  imageRoot: '',
  categories: [],
  images: Array.from({ length: 100 }, (_, index) => ({ image: image(index + 1), annotations: [] })),
});
const mask = encodeMask(Uint8Array.of(0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0), 3, 4);
const detections = { boxes: Float32Array.of(1, 0, 3, 2), scores: Float32Array.of(0.5), labels: Int32Array.of(2), masks: [mask] };

it('chooses images evenly, the same for every run', () => {
  expect(galleryIds(dataset)).toEqual([1, 9, 17, 26, 34, 42, 51, 59, 67, 76, 84, 92]);
});

it('keeps the chosen images and reads them back', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ecm-gallery-')), 'gallery.json');
  const gallery = new GalleryFile(file, dataset);
  gallery.add(1, detections);
  gallery.add(2, detections);
  gallery.close();
  const read = readGallery(file);
  expect([...read.keys()]).toEqual([1]);
  expect(read.get(1)).toEqual(detections);
});

it('is empty where there is no file', () => {
  expect(readGallery('/nowhere/gallery.json').size).toBe(0);
});
