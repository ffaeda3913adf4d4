import { open } from 'node:fs/promises';

import { DataError } from '@ecm/core';

import type { RecordVisitor } from '../annotations/record-scanner.js';
import { RecordScanner } from '../annotations/record-scanner.js';
import { reasonOf } from './reason-of.js';

const WINDOW = 4 << 20;

/**
 * Streams a JSON file of records: memory is one window, whatever the size of the file.
 *
 * @throws DataError if the file cannot be read or is not JSON of this form
 */
export async function readRecords(file: string, visitor: RecordVisitor): Promise<void> {
  const scanner = new RecordScanner(file, visitor);
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new DataError(file, '', `cannot be opened (${reasonOf(cause)}). Check the path in the config.`);
  });
  try {
    const window = new Uint8Array(WINDOW);
    for (;;) {
      const { bytesRead } = await handle.read(window, 0, WINDOW, null).catch((cause: unknown) => {
        throw new DataError(file, '', `cannot be read (${reasonOf(cause)}).`);
      });
      if (bytesRead === 0) break;
      scanner.push(window.subarray(0, bytesRead));
    }
    scanner.end();
  } finally {
    await handle.close();
  }
}
