import type { RecordVisitor } from '../annotations/record-scanner.js';
import { RecordScanner } from '../annotations/record-scanner.js';
import { fileBytes } from './file-bytes.js';

/**
 * Streams a JSON file of records, plain or gzip: memory is one window, whatever the size of the file.
 *
 * @throws DataError if the file cannot be read or is not JSON of this form
 */
export async function readRecords(file: string, visitor: RecordVisitor): Promise<void> {
  const scanner = new RecordScanner(file, visitor);
  for await (const window of fileBytes(file)) scanner.push(window);
  scanner.end();
}
