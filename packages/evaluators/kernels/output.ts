// Rows that a scan hands to the host, and why it stopped.

/** Doubles of a row; what each means is the host's program, besides those named in results.ts and rows.ts. */
export const ROW: usize = 16 * 8;

/** Returned in place of a position: the record is incomplete or not like the template, so the host has to read it by rule. */
export const UNREADABLE: usize = 0;
/** Returned in place of a position: no room is left for the record's values. */
export const NO_ROOM: usize = 1;

/** Where to go on after the host has taken the rows; 0 if the scan stopped for another reason. */
export let next: usize = 0;
export let rowCount: i32 = 0;
/** Ends of the values, and of the lengths of polygons, that belong to complete rows. */
export let valuesUsed: usize = 0;
export let partsUsed: usize = 0;

export function beginRows(values: usize, parts: usize): void {
  next = 0;
  rowCount = 0;
  valuesUsed = values;
  partsUsed = parts;
}

export function endRow(valuesAt: usize, partsAt: usize): void {
  rowCount++;
  valuesUsed = valuesAt;
  partsUsed = partsAt;
}

export function goOnAt(position: usize): void {
  next = position;
}
