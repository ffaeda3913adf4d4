import { DataError } from '@ecm/core';

import type { ColumnarDataset } from '../annotations/columnar-dataset.js';
import type { DatasetBuilderOptions } from '../annotations/dataset-builder.js';
import { DatasetBuilder } from '../annotations/dataset-builder.js';
import { parseRecord } from '../annotations/parse-record.js';
import type { RawRecord } from '../annotations/records.js';
import { readRecords } from './read-records.js';

/** Reads an annotation file of the LVIS or COCO form. @throws DataError if it cannot be used */
export async function readAnnotationFile(options: DatasetBuilderOptions): Promise<ColumnarDataset> {
  const { file } = options;
  const builder = new DatasetBuilder(options);
  const takers = new Map<string, (record: RawRecord, place: string) => void>([
    ['images', builder.addImage.bind(builder)],
    ['annotations', builder.addAnnotation.bind(builder)],
    ['categories', builder.addCategory.bind(builder)],
  ]);
  const seen = new Set<string>();
  await readRecords(file, {
    begin: (section) => seen.add(section),
    element: (section, bytes, offset) => {
      const place = `${section} at byte ${offset}`;
      takers.get(section)?.(parseRecord(bytes, file, place), place);
    },
  });
  const missing = [...takers.keys()].filter((section) => !seen.has(section));
  if (missing.length > 0) {
    const found = [...seen].join(', ');
    throw new DataError(file, '', `has no list "${missing.join('", "')}" (lists found: ${found === '' ? 'none' : found}). ${HINT}`);
  }
  return builder.finish();
}

const HINT = 'An annotation file needs "images", "annotations" and "categories"; is this a result file or another format?';
