import { readFileSync } from 'node:fs';

import type { Annotation, ClassStatistics } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { classStatisticsOf, classStatisticsRecord, statisticsOfCategories } from './class-statistics-file.js';
import { summarizeDataset } from './dataset-summary.js';
import { memoryDataset } from './memory-dataset.js';

const annotation = (categoryId: number): Annotation => ({ id: 1, categoryId, box: [0, 0, 5, 5], area: 25, crowd: false, ignore: false });
const image = { id: 1, fileName: '1', width: 9, height: 9, negativeCategoryIds: [], notExhaustiveCategoryIds: [] };

describe('summarizeDataset', () => {
  it('counts images, objects, classes and groups', () => {
    const dataset = memoryDataset({
      name: 'test',
      imageRoot: '.',
      categories: [
        { id: 4, name: 'four' },
        { id: 6, name: 'six', frequency: 'f' },
        { id: 9, name: 'nine' },
      ],
      images: [
        { image, annotations: [annotation(9), annotation(6), annotation(9)] },
        { image, annotations: [annotation(9)] },
        { image, annotations: [] },
        { image, annotations: [] },
      ],
    });
    expect(summarizeDataset(dataset)).toEqual({
      name: 'test',
      images: 4,
      annotatedImages: 2,
      instances: 4,
      instancesPerImage: 1,
      classesPerImage: 0.75,
      groups: { r: { classes: 2, instances: 3 }, c: { classes: 0, instances: 0 }, f: { classes: 1, instances: 1 } },
      emptyClasses: 1,
      classes: [
        { id: 4, name: 'four', frequency: 'r', images: 0, instances: 0 },
        { id: 6, name: 'six', frequency: 'f', images: 1, instances: 1 },
        { id: 9, name: 'nine', frequency: 'r', images: 2, instances: 3 },
      ],
    });
  });
});

describe('statisticsOfCategories', () => {
  it('gives the LVIS v1 training counts of check C-59', () => {
    const golden = new URL('../../../testing/goldens/evaluation/metadata/lvis_v1_train_categories.json', import.meta.url);
    const records = JSON.parse(readFileSync(golden, 'utf8')) as Record<string, unknown>[];
    const { categories, imageCounts, instanceCounts } = statisticsOfCategories(records.toReversed(), 99_388, 'categories.json');
    // evaluation-and-data.md 7.1 and detectors.md C-59: 1203 classes, 1,270,141 objects, image counts add up to 360,952.
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    expect([categories.length, sum(instanceCounts), sum(imageCounts), categories[0].id]).toEqual([1203, 1_270_141, 360_952, 1]);
  });

  it('is kept as JSON and read back', () => {
    const statistics: ClassStatistics = {
      categories: [
        { id: 3, name: 'three', frequency: 'r' },
        { id: 8, name: 'eight' },
      ],
      imageCounts: Float64Array.of(2, 40),
      instanceCounts: Float64Array.of(2, 70),
      annotatedImages: 41,
      ancestors: [[1], []],
    };
    const text = JSON.stringify(classStatisticsRecord(statistics));
    expect(classStatisticsOf(JSON.parse(text), 'classes.json')).toEqual(statistics);
    const { ancestors: _, ...flat } = statistics;
    expect(classStatisticsOf(classStatisticsRecord(flat), 'classes.json')).toEqual(flat);
  });

  it.each([[null], [[]], [{ categories: [] }], [{ annotatedImages: 3, categories: {} }]])('refuses %j as class statistics', (value) => {
    expect(() => classStatisticsOf(value, 'classes.json')).toThrow(
      'classes.json: class statistics need a number "annotatedImages" and a list "categories".',
    );
  });

  it('refuses categories without counts', () => {
    expect(() => statisticsOfCategories([{ id: 3, name: 'three', image_count: 4 }], 9, 'categories.json')).toThrow(
      'categories.json, category 3: has no "image_count" and "instance_count"; take the statistics of the training annotations instead.',
    );
  });
});
