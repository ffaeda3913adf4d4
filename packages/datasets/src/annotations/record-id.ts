/** Id of a record: a bigint where it is beyond 2^53, a text in files made from Open Images. */
export type RecordId = number | bigint | string;

/** @returns an id as a key that tells all ids apart; NaN for what is no id */
export function recordId(value: unknown): RecordId {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' ? value : NaN;
}

/** What to do about ids that a data set in memory cannot keep. */
export const renumber = '`ecm data merge FILE --out NEW` gives such records small ids.';
