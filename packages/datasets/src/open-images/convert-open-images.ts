import { DataError, UserError } from '@ecm/core';

import type { DataReport, ProblemKind } from '../annotations/data-report.js';
import { ProblemLog } from '../annotations/data-report.js';
import { frequencyGroups } from '../annotations/frequency-groups.js';
import { refuseEmpty } from '../annotations/refuse-empty.js';
import type { RecordWriter } from '../tools/record-writer.js';
import { writeRecordFiles } from '../tools/record-writer.js';
import { csvNumber, CsvProblem, readCsv } from './read-csv.js';
import type { ImageSizes } from './read-image-sizes.js';
import { measureImages, readImageSizes } from './read-image-sizes.js';

/** The csv files of Open Images; each may be compressed with gzip. */
export interface OpenImagesFiles {
  /** Columns ImageID, LabelName, XMin, XMax, YMin, YMax, IsGroupOf; any others are kept as they are. */
  readonly boxes: string;
  /** `LabelName,display name` without a header; a third column gives ids, else they are 1, 2, … */
  readonly classes: string;
  /** Columns ImageID, LabelName, Confidence. */
  readonly imageLabels?: string;
  /** Columns ImageID, width, height; absent: sizes are read from the files in `images`. */
  readonly imageSizes?: string;
  readonly images?: string;
  /** Path of an image below the image folder, with `{id}` and `{first}`, its first character; `{id}.jpg` by default. */
  readonly imagePath?: string;
}

const unknownClass: ProblemKind = {
  kind: 'unknown-category',
  action: 'skipped',
  meaning: 'A row names a class that the class descriptions do not list.',
};
const unknownSize: ProblemKind = {
  kind: 'unknown-image-size',
  action: 'skipped',
  meaning: 'The size of an image is not known; the image and its boxes are left out.',
};

/** Columns with a meaning of their own; any others go into `open_images`. */
const COLUMNS = ['ImageID', 'LabelName', 'XMin', 'XMax', 'YMin', 'YMax', 'IsGroupOf'] as const;

/**
 * Converts the csv files of Open Images into an annotation file of the LVIS form with boxes in pixels, in two passes over the
 * boxes. Group-of boxes become crowds; image-level labels become `pos_category_ids` and `neg_category_ids`. Ids of images are
 * positions in the sorted list of their texts, which stay in `open_images_id`; classes keep their label in `freebase_id`.
 *
 * @throws DataError with the row if a file is damaged, UserError if sizes are given neither as csv nor by an image folder
 */
export async function convertOpenImages(files: OpenImagesFiles, out: string): Promise<DataReport> {
  const log = new ProblemLog();
  const classes = await readClasses(files.classes);
  refuseEmpty(files.classes, { categories: classes.size });
  const images = await readImages(files, classes, log);
  const ids = [...images.keys()].sort();
  refuseEmpty(files.boxes, { images: ids.length });
  const { imagePath = '{id}.jpg' } = files;
  const pathOf = (id: string): string => imagePath.replaceAll('{id}', id).replaceAll('{first}', id.slice(0, 1));
  const sizes = await sizesOf(files, ids, pathOf, log);
  if (!ids.some((id) => sizes.has(id))) {
    const place = files.imageSizes ?? files.images ?? files.boxes;
    throw new DataError(place, '', `gives the size of none of the ${ids.length} images, e.g. of ${pathOf(ids[0])}.`);
  }
  const numbers = new Map<string, number>();
  const sources = [files.boxes, files.classes, files.imageLabels, files.imageSizes].filter((source) => source !== undefined);
  return writeRecordFiles([out], sources, async ([writer]) => {
    writer.begin('images');
    ids.forEach((id, i) => {
      const size = sizes.get(id);
      const { present, absent } = images.get(id) ?? { present: [], absent: [] };
      if (size === undefined) {
        if (files.imageSizes !== undefined) log.note(unknownSize, `image ${id}`);
        return;
      }
      numbers.set(id, i + 1);
      const [width, height] = size;
      const lists = { pos_category_ids: present, neg_category_ids: absent, not_exhaustive_category_ids: [] };
      writer.element(JSON.stringify({ id: i + 1, width, height, file_name: pathOf(id), open_images_id: id, ...lists }));
    });
    writer.begin('annotations');
    const counts = await writeBoxes(files.boxes, { classes, sizes, numbers }, writer);
    writer.begin('categories');
    const imageCounts = countImages(images, numbers);
    for (const [label, { id, name }] of classes) {
      const imageCount = imageCounts.get(id) ?? 0;
      const [frequency] = frequencyGroups([imageCount]);
      const count = { frequency, image_count: imageCount, instance_count: counts.get(id) ?? 0 };
      writer.element(JSON.stringify({ id, name, freebase_id: label, ...count }));
    }
    const annotations = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return { file: out, images: numbers.size, annotations, problems: log.finish() };
  });
}

type Classes = ReadonlyMap<string, { readonly id: number; readonly name: string }>;

async function readClasses(file: string): Promise<Classes> {
  const classes = new Map<string, { id: number; name: string }>();
  await readCsv(file, { names: ['label', 'name', 'id'] }, (row, number) => {
    const { label, name = label, id } = row as Readonly<Record<string, string>> & { readonly id?: string };
    // Some copies have a first line of names.
    if (number === 1 && label === 'LabelName') return;
    if (classes.has(label)) throw new CsvProblem(`the class ${label} is listed twice.`);
    classes.set(label, { id: id === undefined ? classes.size + 1 : csvNumber(row, 'id'), name });
  });
  return classes;
}

/** What is known about an image besides its boxes: ids of classes. */
interface ImageFacts {
  /** Classes with a box. */
  readonly boxed: number[];
  readonly present: number[];
  readonly absent: number[];
}

async function readImages(files: OpenImagesFiles, classes: Classes, log: ProblemLog): Promise<ReadonlyMap<string, ImageFacts>> {
  const images = new Map<string, ImageFacts>();
  const factsOf = (id: string): ImageFacts => {
    let facts = images.get(id);
    if (facts === undefined) images.set(id, (facts = { boxed: [], present: [], absent: [] }));
    return facts;
  };
  await readCsv(files.boxes, COLUMNS, (row, number) => {
    const { boxed } = factsOf(row['ImageID']);
    const category = classes.get(row['LabelName']);
    if (category === undefined) log.note(unknownClass, `${files.boxes}, row ${number} (${row['LabelName']})`);
    else if (!boxed.includes(category.id)) boxed.push(category.id);
  });
  const { imageLabels } = files;
  if (imageLabels === undefined) return images;
  await readCsv(imageLabels, ['ImageID', 'LabelName', 'Confidence'], (row, number) => {
    const { present, absent } = factsOf(row['ImageID']);
    const category = classes.get(row['LabelName']);
    if (category === undefined) log.note(unknownClass, `${imageLabels}, row ${number} (${row['LabelName']})`);
    else (csvNumber(row, 'Confidence') > 0 ? present : absent).push(category.id);
  });
  return images;
}

function sizesOf(files: OpenImagesFiles, ids: readonly string[], pathOf: (id: string) => string, log: ProblemLog): Promise<ImageSizes> {
  if (files.imageSizes !== undefined) return readImageSizes(files.imageSizes);
  if (files.images !== undefined) return measureImages(ids, { folder: files.images, pathOf }, log);
  throw new UserError('Boxes of Open Images are fractions of images: give the sizes of the images as csv, or the folder of the images.');
}

/** @returns number of boxes of each class */
async function writeBoxes(
  file: string,
  { classes, sizes, numbers }: { classes: Classes; sizes: ImageSizes; numbers: ReadonlyMap<string, number> },
  writer: RecordWriter,
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  let id = 0;
  await readCsv(file, COLUMNS, (row) => {
    const { ImageID: image, LabelName: label, XMin: _x1, XMax: _x2, YMin: _y1, YMax: _y2, IsGroupOf: groupOf, ...others } = row;
    const [number, category, size] = [numbers.get(image), classes.get(label), sizes.get(image)];
    if (number === undefined || category === undefined || size === undefined) return;
    const [x, right] = [csvNumber(row, 'XMin') * size[0], csvNumber(row, 'XMax') * size[0]];
    const [y, bottom] = [csvNumber(row, 'YMin') * size[1], csvNumber(row, 'YMax') * size[1]];
    const bbox = [x, y, right - x, bottom - y];
    const facts = { id: ++id, image_id: number, category_id: category.id, bbox, area: bbox[2] * bbox[3], iscrowd: groupOf === '1' ? 1 : 0 };
    writer.element(JSON.stringify(Object.keys(others).length === 0 ? facts : { ...facts, open_images: others }));
    counts.set(category.id, (counts.get(category.id) ?? 0) + 1);
  });
  return counts;
}

function countImages(images: ReadonlyMap<string, ImageFacts>, numbers: ReadonlyMap<string, number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const [id, { boxed }] of images) {
    if (numbers.has(id)) for (const category of boxed) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return counts;
}
