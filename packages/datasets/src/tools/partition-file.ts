import { SeededRandom, UserError } from '@ecm/core';

import { parseRecord } from '../annotations/parse-record.js';
import { readRecords } from '../node/read-records.js';
import { readSections } from '../node/read-sections.js';
import { writeRecordFiles } from './record-writer.js';

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

/**
 * Splits the images of an annotation file at random; annotations go with their images, everything else into every part.
 * Records are copied as they stand.
 *
 * @param fractions share of the images for each part; their sum is 1
 * @param files where to write the parts
 * @throws DataError if the file cannot be read, UserError if the fractions do not add up
 */
export async function splitFile(
  file: string,
  { fractions, files, seed }: { fractions: readonly number[]; files: readonly string[]; seed: number },
): Promise<PartitionResult> {
  const total = fractions.reduce((sum, fraction) => sum + fraction, 0);
  if (Math.abs(total - 1) > 1e-6 || fractions.some((fraction) => fraction < 0)) {
    throw new UserError(`The shares ${fractions.join(', ')} of a split must not be negative and add up to 1, but add up to ${total}.`);
  }
  const ids = await imageIds(file);
  const order = new SeededRandom(seed, 'split').permutation(ids.length);
  const parts = new Map<number, number>();
  let [border, start] = [0, 0];
  fractions.forEach((fraction, part) => {
    border += fraction;
    const end = part === fractions.length - 1 ? ids.length : Math.round(border * ids.length);
    for (let i = start; i < end; i++) parts.set(ids[order[i]], part);
    start = end;
  });
  return writeParts(file, files, parts);
}

/** Cuts an annotation file into pieces of neighbouring images of about equal number. See `splitFile`. */
export async function shardFile(file: string, files: readonly string[]): Promise<PartitionResult> {
  const ids = await imageIds(file);
  return writeParts(file, files, new Map(ids.map((id, index) => [id, Math.floor((index * files.length) / ids.length)])));
}

async function imageIds(file: string): Promise<readonly number[]> {
  const ids: number[] = [];
  await readSections(file, { images: (record) => ids.push(Number(record['id'])) });
  return ids;
}

/** Second pass: each record goes where its image goes; the order of sections is that of the file. */
async function writeParts(file: string, files: readonly string[], parts: ReadonlyMap<number, number>): Promise<PartitionResult> {
  const counts = files.map(() => ({ images: 0, annotations: 0 }));
  let orphans = 0;
  const keys = { images: 'id', annotations: 'image_id' } as const;
  const decoder = new TextDecoder();
  return writeRecordFiles(files, async (writers) => {
    await readRecords(file, {
      begin: (section) => {
        for (const writer of writers) writer.begin(section);
      },
      value: (key, bytes) => {
        for (const writer of writers) writer.value(key, decoder.decode(bytes));
      },
      element: (section, bytes, offset) => {
        if (section !== 'images' && section !== 'annotations') {
          for (const writer of writers) writer.element(decoder.decode(bytes));
          return;
        }
        const part = parts.get(Number(parseRecord(bytes, file, `${section} at byte ${offset}`)[keys[section]]));
        if (part === undefined) {
          orphans++;
          return;
        }
        writers[part].element(decoder.decode(bytes));
        counts[part][section]++;
      },
    });
    return { parts: files.map((name, part) => ({ file: name, ...counts[part] })), orphans };
  });
}
