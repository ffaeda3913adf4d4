import { INCOMPLETE, IncompleteInput } from './incomplete-input.js';
import type { JsonCursor } from './json-cursor.js';

/** Reads a document of any length piece by piece. */
export interface DocumentParser {
  /**
   * Takes the next complete piece from the cursor. A piece that goes on beyond the window leaves no trace when
   * `INCOMPLETE` is thrown: the cursor is put back, and the piece is read again.
   *
   * @returns false when the document is complete
   */
  next(cursor: JsonCursor): boolean;
}

/**
 * Reads pieces until the window is exhausted or the document complete.
 *
 * @returns whether the document is complete; if not, the cursor stands at the first byte that must be kept
 */
export function parseWindow(parser: DocumentParser, cursor: JsonCursor): boolean {
  let start = cursor.position;
  try {
    while (parser.next(cursor)) start = cursor.position;
    return true;
  } catch (error) {
    if (!(error instanceof IncompleteInput)) throw error;
    // Nobody needs the white space between two pieces, however much of it there is.
    cursor.position = behindSpace(cursor, start);
    return false;
  }
}

/** Takes the white space after the document. @throws INCOMPLETE if more of the file may follow, DataError if anything else follows */
export function takeEnd(cursor: JsonCursor): void {
  const { end, final } = cursor.window;
  cursor.position = behindSpace(cursor, cursor.position);
  if (cursor.position < end) cursor.fail('the document is complete, but the file goes on. Are two files joined?');
  if (!final) throw INCOMPLETE;
}

function behindSpace({ window: { bytes, end } }: JsonCursor, start: number): number {
  let p = start;
  while (p < end && (bytes[p] === 32 || bytes[p] === 10 || bytes[p] === 13 || bytes[p] === 9)) p++;
  return p;
}

/** Skips a byte-order mark at the beginning of a file. */
export function skipByteOrderMark(cursor: JsonCursor): void {
  const { bytes } = cursor.window;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) cursor.position = 3;
}
