import path from 'node:path';

import type { Dataset } from '@ecm/core';

import { DatasetBuilder } from '../annotations/dataset-builder.js';
import { cocoFileName } from '../annotations/file-names.js';
import { selectImages } from '../annotations/select-images.js';
import { readVocFolder } from './read-voc-folder.js';

/** How to open a Pascal VOC folder. */
export interface VocOptions {
  /** Empty takes the names of folder and split. */
  readonly name: string;
  readonly folder: string;
  readonly split: string;
  readonly categories: readonly string[];
  readonly onlyAnnotated: boolean;
  readonly minSide: number;
}

/** Opens a Pascal VOC folder as a data set; paths are relative to `root`. */
export async function openVoc(options: VocOptions, root: string): Promise<Dataset> {
  const { split, categories } = options;
  const folder = path.resolve(root, options.folder);
  const name = options.name === '' ? [path.basename(folder), split].filter((part) => part !== '').join('-') : options.name;
  const imageRoot = path.join(folder, 'JPEGImages');
  const builder = new DatasetBuilder({
    name,
    file: folder,
    imageRoot,
    fileNameOf: cocoFileName,
    withSegmentation: false,
    deriveFrequency: false,
  });
  const records = await readVocFolder({ folder, split, categories }, builder.log);
  for (const record of records.categories) builder.addCategory(record, 'category');
  for (const record of records.images) builder.addImage(record, 'image');
  for (const record of records.annotations) builder.addAnnotation(record, 'object');
  return selectImages(builder.finish(), options);
}
