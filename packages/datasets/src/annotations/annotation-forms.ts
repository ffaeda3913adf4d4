import type { DatasetBuilderOptions } from './dataset-builder.js';
import { cocoFileName, lvisFileName } from './file-names.js';

/** The form of an annotation file. */
export type AnnotationFormat = 'lvis' | 'coco';

/** How a data set is made of a file of some form. */
export type AnnotationForm = Pick<DatasetBuilderOptions, 'fileNameOf' | 'deriveFrequency'>;

/** The two forms. */
export const annotationForms: Readonly<Record<AnnotationFormat, AnnotationForm>> = {
  lvis: { fileNameOf: lvisFileName, deriveFrequency: true },
  coco: { fileNameOf: cocoFileName, deriveFrequency: false },
};
