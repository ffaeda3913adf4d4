import type { CocoRecords } from '../annotations/dataset-of-records.js';
import type { ProblemKind, ProblemLog } from '../annotations/data-report.js';
import { frequencyGroups } from '../annotations/frequency-groups.js';
import type { FileNameRule } from '../annotations/parse-image.js';
import { recordId } from '../annotations/record-id.js';
import type { RawRecord } from '../annotations/records.js';
import { finiteNumber } from '../annotations/records.js';
import type { ImageClasses } from './image-classes.js';

/** How each kind of record changes from one form of files to another. */
export type FormatChange = Readonly<Record<keyof CocoRecords, (record: RawRecord) => RawRecord>>;

const crowd: ProblemKind = {
  kind: 'crowd-region',
  action: 'kept',
  meaning: 'LVIS has no crowd regions: they are marked "ignore", and the image lists the class as not exhaustively annotated.',
};
const federated: ProblemKind = {
  kind: 'federated-lists',
  action: 'kept',
  meaning:
    'COCO does not look at lists of absent or not exhaustively annotated classes: in a COCO evaluation, detections of unlisted classes count as wrong.',
};

/**
 * To the LVIS form. COCO and VOC annotate every class on every image, so each image lists all its absent classes as verified
 * absent; classes get groups and counts. Fields that a record has already win.
 *
 * @param classes classes and counts of the whole file
 */
export function toLvis(classes: ImageClasses, fileNameOf: FileNameRule, log: ProblemLog): FormatChange {
  return {
    images: (record) => {
      const id = recordId(record['id']);
      const lists = { neg_category_ids: classes.absent(id), not_exhaustive_category_ids: classes.crowded(id) };
      return { ...record, ...fileName(record, fileNameOf), ...lists, ...existingLists(record) };
    },
    annotations: ({ iscrowd, ...record }) => {
      if (iscrowd !== 1) return record;
      log.note(crowd, `annotation ${String(record['id'])}`);
      return { ...record, iscrowd, ignore: 1 };
    },
    categories: (record) => {
      const id = recordId(record['id']);
      const counts = { image_count: classes.imageCount(id), instance_count: classes.instanceCount(id) };
      return { frequency: frequencyGroups([counts.image_count])[0], ...counts, ...record };
    },
  };
}

/** To the COCO form: file names in place of the LVIS rule, `iscrowd` everywhere; lists of classes stay, for the way back. */
export function toCoco(fileNameOf: FileNameRule, log: ProblemLog): FormatChange {
  return {
    images: (record) => {
      const lists = [record['neg_category_ids'], record['not_exhaustive_category_ids']];
      if (lists.some((list) => Array.isArray(list) && list.length > 0)) log.note(federated, `image ${String(record['id'])}`);
      return { ...record, ...fileName(record, fileNameOf) };
    },
    annotations: ({ ignore, ...record }) => {
      const iscrowd = finiteNumber(record['iscrowd']) ?? 0;
      return { ...record, iscrowd, ...(ignore === undefined || iscrowd === 1 ? {} : { ignore }) };
    },
    categories: (record) => record,
  };
}

function fileName(record: RawRecord, fileNameOf: FileNameRule): RawRecord {
  const name = fileNameOf(record);
  return name === undefined ? {} : { file_name: name };
}

function existingLists(record: RawRecord): RawRecord {
  const names = ['neg_category_ids', 'not_exhaustive_category_ids'].filter((name) => Array.isArray(record[name]));
  return Object.fromEntries(names.map((name) => [name, record[name]]));
}
