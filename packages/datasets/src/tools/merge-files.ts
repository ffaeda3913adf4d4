import path from 'node:path';

import { UserError } from '@ecm/core';

import type { DataReport, ProblemKind } from '../annotations/data-report.js';
import { ProblemLog } from '../annotations/data-report.js';
import { parseRecord, textOf } from '../annotations/parse-record.js';
import { recordText } from '../annotations/record-text.js';
import type { RawRecord } from '../annotations/records.js';
import { refuseEmpty } from '../annotations/refuse-empty.js';
import { requireSections } from '../node/read-annotation-file.js';
import { readRecords } from '../node/read-records.js';
import { readSections } from '../node/read-sections.js';
import { MergedIds } from './merged-ids.js';
import type { RecordWriter } from './record-writer.js';
import { writeRecordFiles } from './record-writer.js';

const lostAnnotation: ProblemKind = {
  kind: 'unknown-image-or-category',
  action: 'skipped',
  meaning: 'An annotation names an image or a category that its file does not list.',
};

/**
 * Merges annotation files of the LVIS or COCO form, or mends the ids of one. Categories are the same if their names are; image
 * ids stay unless they clash or are beyond 2^53; annotations are numbered anew from 1. Everything else (`info`, `licenses`) comes from the first file.
 *
 * @throws DataError if a file cannot be read or has no images or categories, UserError if one is named twice
 */
export async function mergeFiles(files: readonly string[], out: string): Promise<DataReport> {
  const double = files.find((file, i) => files.slice(0, i).some((other) => path.resolve(other) === path.resolve(file)));
  if (double !== undefined) throw new UserError(`"${double}" is named twice; its annotations would be in the merged file twice.`);
  const log = new ProblemLog();
  const merged = new MergedIds(log);
  const surroundings = new Surroundings();
  for (const file of files) {
    const seen = new Set<string>();
    await readRecords(file, {
      begin: (section) => seen.add(section),
      value: (key, bytes, offset) => {
        if (file === files[0]) surroundings.value(key, textOf(bytes, file, `${key} at byte ${offset}`));
      },
      element: (section, bytes, offset) => {
        const record = () => parseRecord(bytes, file, `${section} at byte ${offset}`);
        if (section === 'categories') merged.addCategory(file, record());
        else if (section === 'images') merged.addImage(file, record());
        else if (section !== 'annotations' && file === files[0])
          surroundings.element(section, textOf(bytes, file, `${section} at byte ${offset}`));
      },
    });
    requireSections(file, seen, ['images', 'categories']);
  }
  return writeRecordFiles([out], files, async ([writer]) => {
    surroundings.write(writer);
    writer.begin('images');
    let images = 0;
    for (const file of files) images += await copy(file, 'images', writer, (record) => merged.image(file, record));
    refuseEmpty(files.join(', '), { images, categories: merged.categories.length });
    writer.begin('annotations');
    let annotations = 0;
    for (const file of files) {
      annotations += await copy(file, 'annotations', writer, (record) => {
        const moved = merged.annotation(file, record);
        if (moved === undefined) log.note(lostAnnotation, `${file}, annotation ${String(record['id'])}`);
        return moved;
      });
    }
    writer.begin('categories');
    for (const record of merged.categories) writer.element(recordText(record));
    return { file: out, images, annotations, problems: log.finish() };
  });
}

/** Everything of a file that is neither image nor annotation nor category, e.g. `info` and `licenses`. */
class Surroundings {
  readonly #values: (readonly [string, string])[] = [];
  readonly #lists = new Map<string, string[]>();

  value(key: string, json: string): void {
    this.#values.push([key, json]);
  }

  element(section: string, json: string): void {
    const list = this.#lists.get(section) ?? [];
    list.push(json);
    this.#lists.set(section, list);
  }

  write(writer: RecordWriter): void {
    for (const [key, json] of this.#values) writer.value(key, json);
    for (const [section, list] of this.#lists) {
      writer.begin(section);
      for (const json of list) writer.element(json);
    }
  }
}

async function copy(
  file: string,
  wanted: string,
  writer: RecordWriter,
  change: (record: RawRecord) => RawRecord | undefined,
): Promise<number> {
  let count = 0;
  await readSections(file, {
    [wanted]: (record) => {
      const changed = change(record);
      if (changed === undefined) return;
      writer.element(recordText(changed));
      count++;
    },
  });
  return count;
}
