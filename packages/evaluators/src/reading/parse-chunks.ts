import type { ByteWindow } from './byte-window.js';
import type { DocumentParser } from './document-parser.js';
import { parseWindow } from './document-parser.js';
import { JsonCursor } from './json-cursor.js';

/**
 * Parses a document that arrives in chunks of any size, such as a stream of a file in a browser.
 *
 * @param source name of the document, for messages
 */
export async function parseChunks(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  parser: DocumentParser,
  window: ByteWindow,
  source: string,
): Promise<void> {
  const cursor = new JsonCursor(window, source);
  let done = false;
  for await (const chunk of chunks) {
    for (let rest = chunk; rest.length > 0 && !done;) {
      const part = rest.subarray(0, window.room);
      window.bytes.set(part, window.end);
      window.filled(part.length);
      rest = rest.subarray(part.length);
      if (window.room > 0) continue;
      done = parseWindow(parser, cursor);
      window.advance(cursor.position);
      cursor.position = 0;
    }
  }
  window.filled(0);
  window.final = true;
  if (!done) parseWindow(parser, cursor);
}
