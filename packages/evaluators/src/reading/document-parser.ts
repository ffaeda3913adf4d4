import { IncompleteInput } from './incomplete-input.js';
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
    cursor.position = start;
    return false;
  }
}

/** Refuses anything but white space after the document. */
export function expectEnd(cursor: JsonCursor): void {
  const { bytes, end } = cursor.window;
  for (let p = cursor.position; p < end; p++) {
    if (bytes[p] !== 32 && bytes[p] !== 10 && bytes[p] !== 13 && bytes[p] !== 9) {
      cursor.fail('the document is complete, but the file goes on. Are two files joined?', p);
    }
  }
}

/** Skips a byte-order mark at the beginning of a file. */
export function skipByteOrderMark(cursor: JsonCursor): void {
  const { bytes } = cursor.window;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) cursor.position = 3;
}
