import { DataError } from '@ecm/core';

import type { ColumnarDataset } from '../annotations/columnar-dataset.js';
import type { DatasetBuilderOptions } from '../annotations/dataset-builder.js';
import { DatasetBuilder } from '../annotations/dataset-builder.js';
import { readSections } from './read-sections.js';

/** Reads an annotation file of the LVIS or COCO form. @throws DataError if it cannot be used */
export async function readAnnotationFile(options: DatasetBuilderOptions): Promise<ColumnarDataset> {
  const builder = new DatasetBuilder(options);
  await readRecordsInto(options.file, builder);
  return builder.finish();
}

/** Hands the records of an annotation file to a builder. @throws DataError if it cannot be read, or lacks one of the three lists */
export async function readRecordsInto(
  file: string,
  builder: Pick<DatasetBuilder, 'addImage' | 'addAnnotation' | 'addCategory'>,
): Promise<void> {
  const takers = {
    images: builder.addImage.bind(builder),
    annotations: builder.addAnnotation.bind(builder),
    categories: builder.addCategory.bind(builder),
  };
  requireSections(file, await readSections(file, takers));
}

const sections = ['images', 'annotations', 'categories'] as const;

/**
 * Refuses a file without the lists of an annotation file.
 *
 * @param found names of its lists
 * @param wanted what cannot be done without; files of test images have no annotations
 * @throws DataError with the lists that are missing
 */
export function requireSections(file: string, found: ReadonlySet<string>, wanted: readonly (typeof sections)[number][] = sections): void {
  const missing = wanted.filter((section) => !found.has(section));
  if (missing.length === 0) return;
  const names = [...found].join(', ');
  throw new DataError(file, '', `has no list "${missing.join('", "')}" (lists found: ${names === '' ? 'none' : names}). ${HINT}`);
}

const HINT = 'An annotation file needs "images", "annotations" and "categories"; is this a result file or another format?';
