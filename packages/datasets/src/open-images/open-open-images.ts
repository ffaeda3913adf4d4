import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Dataset } from '@ecm/core';
import { ClassHierarchy, DataError } from '@ecm/core';

import { DatasetBuilder } from '../annotations/dataset-builder.js';
import { lvisFileName } from '../annotations/file-names.js';
import type { RawRecord } from '../annotations/records.js';
import { selectImages } from '../annotations/select-images.js';
import type { FileDatasetOptions } from '../node/open-annotation-file.js';
import { datasetName } from '../node/open-annotation-file.js';
import { requireSections } from '../node/read-annotation-file.js';
import { readSections } from '../node/read-sections.js';
import { reasonOf } from '../node/reason-of.js';

/** How to open a file of Open Images. */
export interface OpenImagesDatasetOptions extends FileDatasetOptions {
  /** Hierarchy file; empty for none. */
  readonly hierarchy: string;
}

/**
 * Opens a data set of Open Images; paths are relative to `root`. Text ids of images, as UniDet writes them, become positions in
 * the sorted list of all of them.
 *
 * @throws DataError if a file cannot be used
 */
export async function openOpenImages(options: OpenImagesDatasetOptions, root: string): Promise<Dataset> {
  const file = path.resolve(root, options.annotations);
  const numbers = await numbersOfTextIds(file);
  const builder = new DatasetBuilder({
    name: datasetName(options),
    file,
    imageRoot: path.resolve(root, options.images),
    fileNameOf: lvisFileName,
    withSegmentation: options.segmentations,
    deriveFrequency: true,
  });
  const numbered = (record: RawRecord, key: string): RawRecord =>
    typeof record[key] === 'string' ? { ...record, [key]: numbers.get(record[key]) ?? NaN } : record;
  const labels = new Map<number, string>();
  const seen = await readSections(file, {
    images: (record, place) => {
      builder.addImage(numbered(record, 'id'), place);
    },
    annotations: (record, place) => {
      builder.addAnnotation(numbered(record, 'image_id'), place);
    },
    categories: (record, place) => {
      labels.set(Number(record['id']), String(record['freebase_id'] ?? record['name']));
      builder.addCategory(record, place);
    },
  });
  requireSections(file, seen);
  if (options.hierarchy !== '') {
    const hierarchy = await readHierarchy(path.resolve(root, options.hierarchy));
    builder.setAncestors((categories) => {
      const places = new Map(categories.map(({ id }, place) => [labels.get(id) ?? '', place]));
      return categories.map(({ id }) => [...hierarchy.ancestors(labels.get(id) ?? '')].flatMap((label) => places.get(label) ?? []));
    });
  }
  return selectImages(builder.finish(), options);
}

async function numbersOfTextIds(file: string): Promise<ReadonlyMap<string, number>> {
  const ids: string[] = [];
  await readSections(file, {
    images: ({ id }) => {
      if (typeof id === 'string') ids.push(id);
    },
  });
  return new Map(ids.sort().map((id, place) => [id, place + 1]));
}

async function readHierarchy(file: string): Promise<ClassHierarchy> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new DataError(file, '', `cannot be opened (${reasonOf(cause)}). Check "hierarchy" in the config.`);
  });
  return ClassHierarchy.parse(text, file);
}
