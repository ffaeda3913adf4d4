import type { ProblemKind, ProblemLog } from '../annotations/data-report.js';
import type { CocoRecords } from '../annotations/dataset-of-records.js';
import type { RawRecord } from '../annotations/records.js';
import type { VocAnnotation } from './parse-voc.js';

/** Problems that reading a Pascal VOC folder counts. */
export const vocProblems = {
  missingImage: problem('missing-image', 'An annotation file has no image of its name in the image folder.'),
  badImage: problem('unreadable-image', 'The annotation file gives no size, and the picture cannot be read.'),
  missingXml: problem('missing-annotation-file', 'The split lists a name that has no annotation file.'),
  badXml: problem('bad-xml', 'An annotation file is not readable XML of the Pascal VOC form.'),
  badObject: problem('bad-object', 'An object has no name or no four corners.'),
  zeroArea: problem(
    'zero-area-box',
    'The box of an object has no area: its right or lower border does not lie beyond its left or upper one.',
  ),
  unknownCategory: problem('unknown-category', 'An object has a name that the list of categories does not contain.'),
} as const;

function problem(kind: string, meaning: string): ProblemKind {
  return { kind, action: 'skipped', meaning };
}

/** An annotation file of a split, found and read. */
export interface VocFile {
  /** File name without extension; the file's own `filename` tag is often wrong and not used. */
  readonly stem: string;
  /** Position of the stem among all annotation files of the folder, from 1: the image id, the same in every split. */
  readonly id: number;
  /** File name of the image in the image folder. */
  readonly imageFile: string;
  readonly annotation: VocAnnotation;
}

/**
 * Turns Pascal VOC files into records of the COCO form.
 *
 * Corners count pixels from 1, so 1 is subtracted from all four, and width is `xmax − xmin`, as mmdetection does. `difficult`
 * becomes `ignore`. Boxes without area are left out and counted.
 *
 * @param names category names; ids are positions from 1
 */
export function vocToCoco(files: readonly VocFile[], names: readonly string[], log: ProblemLog): CocoRecords {
  const ids = new Map(names.map((name, index) => [name, index + 1]));
  const annotations: RawRecord[] = [];
  for (const { stem, id, annotation } of files) {
    for (let i = 0; i < annotation.unreadableObjects; i++) log.note(vocProblems.badObject, stem);
    annotation.objects.forEach(({ name, corners, difficult }, index) => {
      const category = ids.get(name);
      const [width, height] = [corners[2] - corners[0], corners[3] - corners[1]];
      const place = `${stem}.xml, object ${index + 1} (${name})`;
      if (category === undefined) log.note(vocProblems.unknownCategory, place);
      else if (!(width > 0 && height > 0)) log.note(vocProblems.zeroArea, place);
      else {
        const bbox = [corners[0] - 1, corners[1] - 1, width, height];
        const facts = { id: annotations.length + 1, image_id: id, category_id: category, bbox, area: width * height, iscrowd: 0 };
        annotations.push(difficult ? { ...facts, ignore: 1 } : facts);
      }
    });
  }
  const images = files.map(({ id, imageFile, annotation: { width, height } }) => ({ id, file_name: imageFile, width, height }));
  return { images, annotations, categories: names.map((name, index) => ({ id: index + 1, name })) };
}
