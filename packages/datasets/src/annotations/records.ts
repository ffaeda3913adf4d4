/** Records as JSON files of LVIS and COCO hold them; anything may be missing or wrong. */
export type RawRecord = Readonly<Record<string, unknown>>;

/** @returns the value as a finite number, or undefined */
export function finiteNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** @returns the finite numbers of a list; anything else is empty */
export function numberList(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((entry): entry is number => finiteNumber(entry) !== undefined) : [];
}

export function isRecord(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
