import path from 'node:path';

import { DataError } from '@ecm/core';

import type { DataReport, ProblemKind } from '../annotations/data-report.js';
import { ProblemLog } from '../annotations/data-report.js';
import { lvisFileName } from '../annotations/file-names.js';
import { parseCategory } from '../annotations/parse-category.js';
import { problemKinds } from '../annotations/problem-kinds.js';
import type { RecordId } from '../annotations/record-id.js';
import { recordId } from '../annotations/record-id.js';
import type { RawRecord } from '../annotations/records.js';
import { finiteNumber, isRecord, numberList } from '../annotations/records.js';
import { refuseEmpty } from '../annotations/refuse-empty.js';
import { requireSections } from '../node/read-annotation-file.js';
import { readSections } from '../node/read-sections.js';
import { writeAtomically } from '../tools/atomic-file.js';
import { csvLine } from './read-csv.js';

const masks: ProblemKind = {
  kind: 'mask',
  action: 'skipped',
  meaning: 'Boxes of Open Images have no masks; the outline of an object is left out.',
};
const incomplete: ProblemKind = {
  kind: 'not-exhaustive-list',
  action: 'skipped',
  meaning: 'Open Images has no list of classes that are not annotated exhaustively.',
};

interface ExportedImage {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Writes an annotation file of the LVIS or COCO form as csv files of Open Images: `boxes.csv`, `image-labels.csv`,
 * `class-descriptions.csv` and `image-sizes.csv` in a folder. Ids of images are `open_images_id`, text ids, or file names without
 * extension; labels of classes are `freebase_id` or names.
 *
 * @throws DataError if the file cannot be read, or two images would get the same id
 */
export async function exportOpenImages(file: string, folder: string): Promise<DataReport> {
  const log = new ProblemLog();
  const names = ['image-sizes.csv', 'image-labels.csv', 'class-descriptions.csv', 'boxes.csv'].map((name) => path.join(folder, name));
  return writeAtomically(names, async ([sizes, labels, classes, boxes]) => {
    const labelOf = new Map<number, string>();
    const found = await readSections(file, {
      categories: (record, place) => {
        const { category } = parseCategory(record, file, place);
        const label = typeof record['freebase_id'] === 'string' ? record['freebase_id'] : category.name;
        const inOrder = category.id === labelOf.size + 1;
        labelOf.set(category.id, label);
        classes.write(csvLine(inOrder ? [label, category.name] : [label, category.name, category.id]));
      },
    });
    requireSections(file, found, ['images', 'categories']);
    sizes.write(csvLine(['ImageID', 'width', 'height']));
    labels.write(csvLine(['ImageID', 'LabelName', 'Confidence']));
    const images = new Map<RecordId, ExportedImage>();
    const used = new Set<string>();
    await readSections(file, {
      images: (record, place) => {
        const image = exportedImage(record, file, place);
        if (used.has(image.id)) throw new DataError(file, place, `two images have the id ${image.id} in Open Images.`);
        used.add(image.id);
        images.set(recordId(record['id']), image);
        sizes.write(csvLine([image.id, image.width, image.height]));
        if (numberList(record['not_exhaustive_category_ids']).length > 0) log.note(incomplete, `image ${image.id}`);
        for (const [list, confidence] of [
          ['pos_category_ids', 1],
          ['neg_category_ids', 0],
        ] as const) {
          for (const id of numberList(record[list])) {
            const label = labelOf.get(id);
            if (label === undefined) log.note(problemKinds.unknownCategory, `image ${image.id} (category ${id})`);
            else labels.write(csvLine([image.id, label, confidence]));
          }
        }
      },
    });
    refuseEmpty(file, { images: images.size, categories: labelOf.size });
    const annotations = await exportBoxes(file, { images, labelOf }, log, (line) => {
      boxes.write(line);
    });
    return { file: folder, images: images.size, annotations, problems: log.finish() };
  });
}

async function exportBoxes(
  file: string,
  { images, labelOf }: { images: ReadonlyMap<RecordId, ExportedImage>; labelOf: ReadonlyMap<number, string> },
  log: ProblemLog,
  write: (line: string) => void,
): Promise<number> {
  let others: readonly string[] | undefined;
  let count = 0;
  const header = (names: readonly string[]): void => {
    others = names;
    write(csvLine(['ImageID', 'LabelName', 'XMin', 'XMax', 'YMin', 'YMax', 'IsGroupOf', ...names]));
  };
  await readSections(file, {
    annotations: (record, place) => {
      const extra = isRecord(record['open_images']) ? record['open_images'] : {};
      if (others === undefined) header(Object.keys(extra));
      const image = images.get(recordId(record['image_id']));
      const label = labelOf.get(Number(record['category_id']));
      const box = numberList(record['bbox']);
      if (image === undefined) log.note(problemKinds.unknownImage, place);
      else if (label === undefined) log.note(problemKinds.unknownCategory, place);
      else if (box.length !== 4) log.note(problemKinds.badBox, place);
      else {
        if (record['segmentation'] !== undefined) log.note(masks, place);
        const [x, y, width, height] = box;
        const fractions = [x / image.width, (x + width) / image.width, y / image.height, (y + height) / image.height].map(rounded);
        const fields = (others ?? []).map((name) => textOf(extra[name]));
        write(csvLine([image.id, label, ...fractions, record['iscrowd'] === 1 ? 1 : 0, ...fields]));
        count++;
      }
    },
  });
  if (others === undefined) header([]);
  return count;
}

function exportedImage(record: RawRecord, file: string, place: string): ExportedImage {
  const [width, height] = [finiteNumber(record['width']), finiteNumber(record['height'])];
  if (width === undefined || height === undefined) throw new DataError(file, place, 'the image has no "width" and "height".');
  const given = record['open_images_id'] ?? record['id'];
  if (typeof given === 'string') return { id: given, width, height };
  const name = lvisFileName(record);
  return { id: name === undefined ? String(record['id']) : path.parse(name).name, width, height };
}

/** Published files have six digits; nine keep more, and drop the noise of the division. */
const rounded = (fraction: number): number => Number(fraction.toFixed(9));

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
