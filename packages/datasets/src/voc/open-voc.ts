import path from 'node:path';

import type { Dataset } from '@ecm/core';

import { ProblemLog } from '../annotations/data-report.js';
import { datasetOfRecords } from '../annotations/dataset-of-records.js';
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
  const log = new ProblemLog();
  const records = await readVocFolder({ folder, split, categories }, log);
  const facts = { name, file: folder, imageRoot, fileNameOf: cocoFileName, withSegmentation: false, deriveFrequency: false };
  return selectImages(datasetOfRecords(records, facts, log), options);
}
