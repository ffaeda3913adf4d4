import type { Annotation } from '@ecm/core';
import { expect, it } from 'vitest';

import { memoryDataset } from '../annotations/memory-dataset.js';
import { imagesByLabel, labelsByImage } from './labels-by-image.js';

const annotation = (categoryId: number, ignore = false): Annotation => ({
  id: categoryId,
  categoryId,
  box: [0, 0, 5, 5],
  area: 25,
  crowd: false,
  ignore,
});
const image = { id: 1, fileName: '1', width: 9, height: 9, negativeCategoryIds: [], notExhaustiveCategoryIds: [] };

it('lists distinct labels of each image, ignored records included, and turns them round', () => {
  const dataset = memoryDataset({
    name: 'test',
    imageRoot: '.',
    categories: [
      { id: 4, name: 'four' },
      { id: 6, name: 'six' },
      { id: 9, name: 'nine' },
    ],
    images: [
      { image, annotations: [annotation(9), annotation(4, true), annotation(9)] },
      { image, annotations: [] },
    ],
  });
  const labels = labelsByImage(dataset);
  expect(labels).toEqual([[0, 2], []]);
  expect(imagesByLabel(labels)).toEqual([[0], [], [0]]);
});
