import type { JsonCursor } from './json-cursor.js';

const [QUOTE, OPEN_BRACKET, CLOSE_BRACKET] = [34, 91, 93];

/**
 * Skips a segmentation. Polygons are by far the most of a file, so for them one native search to the next quote is tried:
 * between it and the last number stand only brackets, and those show where the list ends. Anything else is skipped by rule.
 */
export function skipSegmentation(cursor: JsonCursor): void {
  const { bytes, end, final } = cursor.window;
  const start = cursor.position;
  if (bytes[start] !== OPEN_BRACKET || bytes[start + 1] !== OPEN_BRACKET || !isNumberByte(bytes[start + 2])) {
    cursor.skip();
    return;
  }
  const quote = bytes.indexOf(QUOTE, start);
  if (quote < 0 || quote >= end) {
    if (!final) cursor.incomplete();
    // The last text of the file is before it.
    cursor.skip();
    return;
  }
  // Back to the last number before the quote; the record may end in between, and the list of annotations too.
  let p = quote;
  while (!isNumberByte(bytes[p - 1])) p--;
  if (bytes[p] === CLOSE_BRACKET && bytes[p + 1] === CLOSE_BRACKET) cursor.position = p + 2;
  else cursor.skip();
}

function isNumberByte(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 46 || byte === 45;
}
