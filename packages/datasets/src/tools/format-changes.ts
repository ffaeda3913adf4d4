import type { Dataset } from '@ecm/core';

import type { ProblemKind, ProblemLog } from '../annotations/data-report.js';
import type { FileNameRule } from '../annotations/parse-image.js';
import type { CocoRecords } from '../annotations/dataset-of-records.js';
import { frequencyGroups } from '../annotations/frequency-groups.js';
import type { RawRecord } from '../annotations/records.js';
import { finiteNumber } from '../annotations/records.js';

/** How each kind of record changes from one form of files to another; undefined leaves the record out. */
export type FormatChange = Readonly<Record<keyof CocoRecords, (record: RawRecord) => RawRecord | undefined>>;

const crowd: ProblemKind = {
  kind: 'crowd-region',
  action: 'skipped',
  meaning: 'LVIS has no crowd regions: the image lists the class as not exhaustively annotated instead.',
};
const federated: ProblemKind = {
  kind: 'federated-lists',
  action: 'skipped',
  meaning: 'COCO has no lists of absent or not exhaustively annotated classes: detections of unlisted classes now count as wrong.',
};

/**
 * To the LVIS form. COCO and VOC annotate every class on every image, so each image lists all its absent classes as verified
 * absent; classes get groups and counts.
 *
 * @param dataset the file as a data set, for counts and classes by image
 */
export function toLvis(dataset: Dataset, fileNameOf: FileNameRule, log: ProblemLog): FormatChange {
  const { categories, imageCounts, instanceCounts } = dataset.statistics();
  const groups = frequencyGroups(imageCounts);
  const labels = new Map(categories.map(({ id }, label) => [id, label]));
  const lists = new Map(
    Array.from({ length: dataset.size }, (_, index) => {
      const annotations = dataset.annotations(index);
      const present = new Set(annotations.map(({ categoryId }) => categoryId));
      const crowded = new Set(annotations.filter((annotation) => annotation.crowd).map(({ categoryId }) => categoryId));
      const absent = categories.map(({ id }) => id).filter((id) => !present.has(id));
      return [dataset.image(index).id, { neg_category_ids: absent, not_exhaustive_category_ids: [...crowded] }];
    }),
  );
  return {
    images: (record) => ({ ...record, file_name: fileNameOf(record), ...lists.get(Number(record['id'])), ...existingLists(record) }),
    annotations: ({ iscrowd, ...record }) => {
      if (iscrowd !== 1) return record;
      log.note(crowd, `annotation ${String(record['id'])}`);
      return undefined;
    },
    categories: (record) => {
      const label = labels.get(Number(record['id'])) ?? 0;
      const counts = { image_count: imageCounts[label], instance_count: instanceCounts[label] };
      return { frequency: groups[label], ...counts, ...record };
    },
  };
}

/** To the COCO form: file names in place of the LVIS rule, `iscrowd` everywhere, no lists of classes. */
export function toCoco(fileNameOf: FileNameRule, log: ProblemLog): FormatChange {
  return {
    images: ({ neg_category_ids: absent, not_exhaustive_category_ids: incomplete, ...record }) => {
      if (isFilled(absent) || isFilled(incomplete)) log.note(federated, `image ${String(record['id'])}`);
      return { ...record, file_name: fileNameOf(record) };
    },
    annotations: (record) => ({ ...record, iscrowd: finiteNumber(record['iscrowd']) ?? 0 }),
    categories: (record) => record,
  };
}

const isFilled = (list: unknown) => Array.isArray(list) && list.length > 0;

/** Lists that the record already has win. */
function existingLists(record: RawRecord): RawRecord {
  const names = ['neg_category_ids', 'not_exhaustive_category_ids'].filter((name) => Array.isArray(record[name]));
  return Object.fromEntries(names.map((name) => [name, record[name]]));
}
