import { SeededRandom, UserError } from '@ecm/core';

import { parseRecord, textOf } from '../annotations/parse-record.js';
import type { RecordId } from '../annotations/record-id.js';
import { recordId } from '../annotations/record-id.js';
import { refuseEmpty } from '../annotations/refuse-empty.js';
import { requireSections } from '../node/read-annotation-file.js';
import { readRecords } from '../node/read-records.js';
import { readSections } from '../node/read-sections.js';
import { writeRecordFiles } from './record-writer.js';
import { stratifiedParts } from './stratified-parts.js';

/** A file that was written, and what it holds. */
export interface WrittenFile {
  readonly file: string;
  readonly images: number;
  readonly annotations: number;
}

/** What became of the records of a file. */
export interface PartitionResult {
  readonly parts: readonly WrittenFile[];
  /** Annotations of images that the file does not list; they are in no part. */
  readonly orphans: number;
}

/** How a file is split. */
export interface SplitOptions {
  /** Share of the images for each part; their sum is 1. */
  readonly fractions: readonly number[];
  /** Where to write the parts. */
  readonly files: readonly string[];
  readonly seed: number;
  /** Divide each class, rare ones first, in the same proportion; true by default. */
  readonly stratify?: boolean;
}

/**
 * Splits the images of an annotation file at random; annotations go with their images, everything else into every part.
 * Records are copied as they stand.
 *
 * @throws DataError if the file cannot be read, UserError if the fractions do not add up
 */
export async function splitFile(file: string, { fractions, files, seed, stratify = true }: SplitOptions): Promise<PartitionResult> {
  const total = fractions.reduce((sum, fraction) => sum + fraction, 0);
  if (Math.abs(total - 1) > 1e-6 || fractions.some((fraction) => fraction < 0)) {
    throw new UserError(`The shares ${fractions.join(', ')} of a split must not be negative and add up to 1, but add up to ${total}.`);
  }
  const { ids, labels } = await readLabels(file, stratify);
  let border = 0;
  const ends = fractions.map((fraction, part) =>
    part === fractions.length - 1 ? ids.length : Math.round((border += fraction) * ids.length),
  );
  const sizes = ends.map((end, part) => end - (part === 0 ? 0 : ends[part - 1]));
  const parts = stratifiedParts(labels, sizes, new SeededRandom(seed, 'split'));
  return writeParts(file, files, new Map(ids.map((id, index) => [id, parts[index]])));
}

/** Cuts an annotation file into pieces of neighbouring images of about equal number. See `splitFile`. */
export async function shardFile(file: string, files: readonly string[]): Promise<PartitionResult> {
  const { ids } = await readLabels(file, false);
  return writeParts(file, files, new Map(ids.map((id, index) => [id, Math.floor((index * files.length) / ids.length)])));
}

/** Ids of the images and, if wanted, the distinct classes of each. */
async function readLabels(file: string, wanted: boolean): Promise<{ ids: RecordId[]; labels: (readonly number[])[] }> {
  const ids: RecordId[] = [];
  const found = new Map<RecordId, number[]>();
  const labelOf = new Map<RecordId, number>();
  const annotations = (record: Readonly<Record<string, unknown>>): void => {
    const [image, category] = [recordId(record['image_id']), recordId(record['category_id'])];
    const label = labelOf.get(category) ?? labelOf.size;
    labelOf.set(category, label);
    const list = found.get(image);
    if (list === undefined) found.set(image, [label]);
    else if (!list.includes(label)) list.push(label);
  };
  const seen = await readSections(file, { images: (record) => ids.push(recordId(record['id'])), ...(wanted ? { annotations } : {}) });
  requireSections(file, seen, ['images']);
  refuseEmpty(file, { images: ids.length });
  return { ids, labels: ids.map((id) => found.get(id) ?? []) };
}

/** Second pass: each record goes where its image goes; the order of sections is that of the file. */
async function writeParts(file: string, files: readonly string[], parts: ReadonlyMap<RecordId, number>): Promise<PartitionResult> {
  const counts = files.map(() => ({ images: 0, annotations: 0 }));
  let orphans = 0;
  const keys = { images: 'id', annotations: 'image_id' } as const;
  return writeRecordFiles(files, [file], async (writers) => {
    await readRecords(file, {
      begin: (section) => {
        for (const writer of writers) writer.begin(section);
      },
      value: (key, bytes, offset) => {
        const text = textOf(bytes, file, `${key} at byte ${offset}`);
        for (const writer of writers) writer.value(key, text);
      },
      element: (section, bytes, offset) => {
        const place = `${section} at byte ${offset}`;
        const text = textOf(bytes, file, place);
        if (section !== 'images' && section !== 'annotations') {
          for (const writer of writers) writer.element(text);
          return;
        }
        const part = parts.get(recordId(parseRecord(bytes, file, place)[keys[section]]));
        if (part === undefined) {
          orphans++;
          return;
        }
        writers[part].element(text);
        counts[part][section]++;
      },
    });
    return { parts: files.map((name, part) => ({ file: name, ...counts[part] })), orphans };
  });
}
