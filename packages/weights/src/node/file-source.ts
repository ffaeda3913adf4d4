import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { CheckpointError } from '@ecm/core';

import type { ByteSource } from '../source/byte-source.js';
import { checkRange } from '../source/byte-source.js';

/** A file that is read in pieces. Close it when done. */
export interface FileSource extends ByteSource {
  close(): void;
}

/** @throws CheckpointError if the file cannot be opened */
export function openFileSource(path: string): FileSource {
  const descriptor = open(path);
  const status = fstatSync(descriptor);
  if (status.isDirectory()) {
    closeSync(descriptor);
    throw new CheckpointError(path, '', 'it is a folder; name the weight file inside it.');
  }
  const { size } = status;
  return {
    name: path,
    size,
    read(offset, length) {
      checkRange({ name: path, size }, offset, length);
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const count = readSync(descriptor, bytes, filled, length - filled, offset + filled);
        if (count === 0) throw new CheckpointError(path, '', 'the file became shorter while it was read.');
        filled += count;
      }
      return bytes;
    },
    close() {
      closeSync(descriptor);
    },
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new CheckpointError(path, '', code === 'ENOENT' ? 'there is no such file.' : `cannot be opened (${code ?? 'unknown reason'}).`);
  }
}
