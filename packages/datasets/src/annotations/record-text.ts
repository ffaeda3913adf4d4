import type { RawRecord } from './records.js';

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gu;
/** Begins texts that stand for long integers; JSON text never holds this character unescaped. */
const MARK = '\u0000';

/**
 * Parses a record whose integers beyond 2^53 come as bigint, so that ids of 64 bits keep all their digits.
 *
 * @throws SyntaxError if the text is not JSON
 */
export function parseExactly(text: string): unknown {
  const marked = text.replaceAll(TOKENS, (token) =>
    /^-?\d{16,}$/u.test(token) && !Number.isSafeInteger(Number(token)) ? JSON.stringify(MARK + token) : token,
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
  );
}

/** @returns the JSON text of a record; bigints become integers */
export function recordText(record: RawRecord): string {
  const text = JSON.stringify(record, (_, value: unknown) => (typeof value === 'bigint' ? MARK + value.toString() : value));
  return text.includes('"\\u0000') ? text.replaceAll(/"\\u0000(-?\d+)"/gu, '$1') : text;
}

/** @returns a value as a message shows it: the beginning of its JSON text, `none` for undefined */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'bigint' ? value.toString() : recordText(value as RawRecord).slice(0, 80);
}
