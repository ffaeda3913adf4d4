import { DataError } from '@ecm/core';

/** Refuses a file with an empty list. @param counts number of records by list @throws DataError with the list */
export function refuseEmpty(file: string, counts: Readonly<Record<string, number>>): void {
  const empty = Object.keys(counts).find((section) => counts[section] === 0);
  if (empty !== undefined) throw new DataError(file, empty, `the file lists no ${empty}.`);
}
