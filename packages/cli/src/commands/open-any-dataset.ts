import { statSync } from 'node:fs';
import path from 'node:path';

import type { Dataset } from '@ecm/core';
import { datasetFamily, UserError } from '@ecm/core';
import { allComponents, ContainerBuilder } from '@ecm/runtime';

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

/** Opens a data set that the command line names. */
export function openAnyDataset({ place, form, images, split }: DatasetPlace): Promise<Dataset> {
  if (statSync(place, { throwIfNoEntry: false }) === undefined) throw new UserError(`There is no file or folder "${place}".`);
  const builder = new ContainerBuilder(allComponents);
  const annotations = path.resolve(place);
  const config =
    form === 'voc'
      ? { type: form, folder: annotations, ...(split === undefined ? {} : { split }) }
      : { type: form, annotations, images: path.resolve(images ?? path.dirname(place)) };
  return builder.build(datasetFamily, config, '', { root: process.cwd() }).open();
}
