import { statSync } from 'node:fs';
import path from 'node:path';

import type { Dataset } from '@ecm/core';
import { UserError } from '@ecm/core';
import { annotationForms, openAnnotationFile, openVoc } from '@ecm/datasets/node';

/** Kinds of data sets that commands open from a path. */
export const datasetForms = ['lvis', 'coco', 'voc'] as const;

/** How a data set lies on the disk. */
export interface DatasetPlace {
  /** Annotation file, or a Pascal VOC folder. */
  readonly place: string;
  readonly form: (typeof datasetForms)[number];
  /** Folder of the images; beside the annotations if absent. */
  readonly images?: string;
  /** Split of a Pascal VOC folder. */
  readonly split?: string;
}

/** Opens a data set that the command line names, with all of its images. */
export async function openAnyDataset({ place, form, images = path.dirname(place), split = '' }: DatasetPlace): Promise<Dataset> {
  requirePlace(place);
  const root = process.cwd();
  const all = { name: '', onlyAnnotated: false, minSide: 0 };
  if (form === 'voc') return openVoc({ ...all, folder: place, split, categories: [] }, root);
  return openAnnotationFile({ ...all, annotations: place, images, segmentations: true }, { root, ...annotationForms[form] });
}

/** @throws UserError if there is no such file or folder */
export function requirePlace(place: string): void {
  if (statSync(place, { throwIfNoEntry: false }) === undefined) throw new UserError(`There is no file or folder "${place}".`);
}
