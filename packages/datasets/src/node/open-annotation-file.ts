import path from 'node:path';

import type { Dataset } from '@ecm/core';

import type { AnnotationForm } from '../annotations/annotation-forms.js';
import { selectImages } from '../annotations/select-images.js';
import { readAnnotationFile } from './read-annotation-file.js';

/** What the components of annotation files have in common. Paths are relative to `root`. */
export interface FileDatasetOptions {
  readonly name: string;
  readonly annotations: string;
  readonly images: string;
  readonly segmentations: boolean;
  readonly onlyAnnotated: boolean;
  readonly minSide: number;
}

/** Opens a data set of one annotation file and one image folder. */
export async function openAnnotationFile(
  options: FileDatasetOptions,
  { root, ...form }: { readonly root: string } & AnnotationForm,
): Promise<Dataset> {
  const file = path.resolve(root, options.annotations);
  const dataset = await readAnnotationFile({
    name: datasetName(options),
    file,
    imageRoot: path.resolve(root, options.images),
    withSegmentation: options.segmentations,
    ...form,
  });
  return selectImages(dataset, options);
}

/** @returns the name that the options give, or that of the annotation file without its ending */
export function datasetName({ name, annotations }: Pick<FileDatasetOptions, 'name' | 'annotations'>): string {
  return name === '' ? path.basename(annotations).replace(/\.json(\.gz)?$/u, '') : name;
}
