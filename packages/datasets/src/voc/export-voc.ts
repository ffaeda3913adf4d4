import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Annotation, ImageRecord } from '@ecm/core';
import { DataError } from '@ecm/core';

import type { DataReport, ProblemKind } from '../annotations/data-report.js';
import { ProblemLog } from '../annotations/data-report.js';
import { lvisFileName } from '../annotations/file-names.js';
import { datasetName } from '../node/open-annotation-file.js';
import { readAnnotationFile } from '../node/read-annotation-file.js';
import { reasonOf } from '../node/reason-of.js';
import { writeAtomically } from '../tools/atomic-file.js';

/** Where a Pascal VOC folder is written. */
export interface VocExport {
  readonly folder: string;
  /** Name of the list in `ImageSets/Main`, e.g. `train`; absent: that of the file without its ending. */
  readonly split?: string;
  /** Folder of the images, to be copied into `JPEGImages`; absent: they are not. */
  readonly images?: string;
}

const missing: ProblemKind = { kind: 'missing-image-file', action: 'skipped', meaning: 'The image file cannot be copied.' };

/**
 * Writes an annotation file of the LVIS or COCO form as Pascal VOC: an XML file for each image, and the list of the split last.
 * Corners count pixels from 1, as `openVoc` reads them; crowds and ignored objects become `difficult`. VOC has no masks and no
 * lists of absent classes.
 *
 * @throws DataError if the file cannot be read, or two images have the same file name in different folders
 */
export async function exportVoc(
  file: string,
  { folder, split = datasetName({ name: '', annotations: file }), images }: VocExport,
): Promise<DataReport> {
  const facts = { name: '', imageRoot: '', fileNameOf: lvisFileName, withSegmentation: false, deriveFrequency: false };
  const dataset = await readAnnotationFile({ ...facts, file });
  const names = new Map(dataset.categories.map(({ id, name }) => [id, name]));
  const log = new ProblemLog();
  const stems = new Set<string>();
  await mkdir(path.join(folder, 'JPEGImages'), { recursive: true });
  for (let index = 0; index < dataset.size; index++) {
    const image = dataset.image(index);
    const { base, name: stem } = path.parse(image.fileName);
    if (stems.has(stem))
      throw new DataError(file, `image ${image.id}`, `another image is called ${stem} too, and VOC keeps all images in one folder.`);
    stems.add(stem);
    const xml = vocText(image, dataset.annotations(index), names);
    await writeAtomically([path.join(folder, 'Annotations', `${stem}.xml`)], ([target]) => {
      target.write(xml);
      return Promise.resolve();
    });
    if (images === undefined) continue;
    await copyFile(path.join(images, image.fileName), path.join(folder, 'JPEGImages', base)).catch((cause: unknown) => {
      log.note(missing, `${image.fileName}: ${reasonOf(cause)}`);
    });
  }
  await writeAtomically([path.join(folder, 'ImageSets', 'Main', `${split}.txt`)], ([list]) => {
    for (const stem of stems) list.write(`${stem}\n`);
    return Promise.resolve();
  });
  const problems = [...dataset.report.problems, ...log.finish()];
  return { file: folder, images: dataset.size, annotations: dataset.report.annotations, problems };
}

function vocText(image: ImageRecord, annotations: readonly Annotation[], names: ReadonlyMap<number, string>): string {
  const { base, dir } = path.parse(image.fileName);
  const objects = annotations.map(({ categoryId, box: [x, y, width, height], crowd, ignore }) => {
    const corners = `<xmin>${x + 1}</xmin><ymin>${y + 1}</ymin><xmax>${x + width + 1}</xmax><ymax>${y + height + 1}</ymax>`;
    const flags = `<pose>Unspecified</pose><truncated>0</truncated><difficult>${crowd || ignore ? 1 : 0}</difficult>`;
    return `  <object><name>${escaped(names.get(categoryId) ?? '')}</name>${flags}<bndbox>${corners}</bndbox></object>\n`;
  });
  const size = `<size><width>${image.width}</width><height>${image.height}</height><depth>3</depth></size>`;
  const head = `  <folder>${escaped(dir)}</folder>\n  <filename>${escaped(base)}</filename>\n  ${size}\n  <segmented>0</segmented>\n`;
  return `<annotation>\n${head}${objects.join('')}</annotation>\n`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
