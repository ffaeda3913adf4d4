/** Id of a record: a bigint where it is beyond 2^53. */
export type RecordId = number | bigint;

/** @returns an id as a key that tells all ids apart; NaN for what is no id */
export function recordId(value: unknown): RecordId {
  return typeof value === 'number' || typeof value === 'bigint' ? value : NaN;
}

/** Whether a number has lost digits on the way from its text. */
export function isInexactId(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}
