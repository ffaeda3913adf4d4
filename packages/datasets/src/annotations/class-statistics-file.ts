import type { ClassStatistics } from '@ecm/core';
import { DataError } from '@ecm/core';

import { parseCategory } from './parse-category.js';
import type { RawRecord } from './records.js';
import { finiteNumber } from './records.js';

/** Class statistics as JSON: category records with their training counts, as LVIS files have them. */
export interface ClassStatisticsRecord {
  readonly annotatedImages: number;
  readonly categories: readonly RawRecord[];
  /** Ancestors of each class by label, if there is a class hierarchy. */
  readonly ancestors?: ClassStatistics['ancestors'];
}

/** Class statistics as JSON, which `classStatisticsOf` reads back. */
export function classStatisticsRecord({
  categories,
  imageCounts,
  instanceCounts,
  annotatedImages,
  ancestors,
}: ClassStatistics): ClassStatisticsRecord {
  return {
    annotatedImages,
    categories: categories.map((category, label) => ({
      ...category,
      image_count: imageCounts[label],
      instance_count: instanceCounts[label],
    })),
    ...(ancestors === undefined ? {} : { ancestors }),
  };
}

/**
 * Reads what `classStatisticsRecord` made.
 *
 * @param file path, for messages
 * @throws DataError if something is missing
 */
export function classStatisticsOf(value: unknown, file: string): ClassStatistics {
  const { annotatedImages, categories, ancestors } = (value ?? {}) as Partial<ClassStatisticsRecord>;
  const images = finiteNumber(annotatedImages);
  if (images === undefined || !Array.isArray(categories)) {
    throw new DataError(file, '', 'class statistics need a number "annotatedImages" and a list "categories".');
  }
  const statistics = statisticsOfCategories(categories, images, file);
  return ancestors === undefined ? statistics : { ...statistics, ancestors };
}

/**
 * Class statistics from category records that carry their training counts, as LVIS files do (`image_count`,
 * `instance_count`): enough to build a model without the training annotations.
 *
 * @param annotatedImages number of training images with annotations; LVIS v1 has 99,388 after filtering
 * @throws DataError if a record has no id, name or counts
 */
export function statisticsOfCategories(records: readonly RawRecord[], annotatedImages: number, file: string): ClassStatistics {
  const counted = records.map((record, index) => parseCategory(record, file, `category ${index + 1}`));
  counted.sort((a, b) => a.category.id - b.category.id);
  const uncounted = counted.find(({ imageCount, instanceCount }) => imageCount === undefined || instanceCount === undefined);
  if (uncounted !== undefined) {
    const message = 'has no "image_count" and "instance_count"; take the statistics of the training annotations instead.';
    throw new DataError(file, `category ${uncounted.category.id}`, message);
  }
  return {
    categories: counted.map(({ category }) => category),
    instanceCounts: Float64Array.from(counted, ({ instanceCount = 0 }) => instanceCount),
    imageCounts: Float64Array.from(counted, ({ imageCount = 0 }) => imageCount),
    annotatedImages,
  };
}
