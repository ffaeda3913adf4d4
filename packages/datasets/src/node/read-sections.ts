import { DataError } from '@ecm/core';

import { parseRecord } from '../annotations/parse-record.js';
import type { RawRecord } from '../annotations/records.js';
import { readRecords } from './read-records.js';

/** Receives the records of one array of a file, each with its place for messages. */
export type SectionTaker = (record: RawRecord, place: string) => void;

/**
 * Streams the records of some arrays of a JSON file.
 *
 * @param takers by array name, e.g. `images`
 * @param onUnreadable takes the error of a record that is no JSON object, and reading goes on; absent: it is thrown
 * @returns names of all arrays of the file, read or not
 * @throws DataError if the file cannot be read or a wanted record is not a JSON object
 */
export async function readSections(
  file: string,
  takers: Readonly<Record<string, SectionTaker>>,
  onUnreadable?: (error: DataError) => void,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const wanted = new Map(Object.entries(takers));
  await readRecords(file, {
    begin: (section) => seen.add(section),
    element: (section, bytes, offset) => {
      const place = `${section} at byte ${offset}`;
      const take = wanted.get(section);
      if (take === undefined) return;
      let record: RawRecord;
      try {
        record = parseRecord(bytes, file, place);
      } catch (error) {
        if (onUnreadable === undefined || !(error instanceof DataError)) throw error;
        onUnreadable(error);
        return;
      }
      take(record, place);
    },
  });
  return seen;
}
