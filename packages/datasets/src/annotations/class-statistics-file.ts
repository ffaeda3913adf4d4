import type { ClassStatistics } from '@ecm/core';
import { DataError } from '@ecm/core';

import { parseCategory } from './parse-category.js';
import type { RawRecord } from './records.js';

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
