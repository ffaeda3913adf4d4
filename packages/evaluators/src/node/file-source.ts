import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream';

import { DataError } from '@ecm/core';

import { ByteWindow } from '../reading/byte-window.js';
import type { DocumentParser } from '../reading/document-parser.js';
import { parseWindow } from '../reading/document-parser.js';
import { JsonCursor } from '../reading/json-cursor.js';
import { parseChunks } from '../reading/parse-chunks.js';

/** @returns whether the file begins with the magic number of gzip */
export function isGzip(file: string): boolean {
  return withFile(file, (descriptor) => {
    const magic = new Uint8Array(2);
    return readSync(descriptor, magic, 0, 2, 0) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
  });
}

/** @returns size of the file in bytes */
export function fileSize(file: string): number {
  return withFile(file, (descriptor) => fstatSync(descriptor).size);
}

/** Reads a file through a window, from a byte on; it is never in memory as a whole. @throws DataError if it cannot be opened or read */
export function parseFile(file: string, parser: DocumentParser, start = 0): void {
  withFile(file, (descriptor) => {
    const window = newWindow(start);
    window.size = fstatSync(descriptor).size;
    const cursor = new JsonCursor(window, file);
    let offset = start;
    for (;;) {
      const count = readSync(descriptor, window.bytes, window.end, window.room, offset);
      offset += count;
      window.filled(count);
      window.final = count === 0;
      if (parseWindow(parser, cursor)) return;
      window.advance(cursor.position);
      cursor.position = 0;
    }
  });
}

/** Reads a file that is compressed with gzip. @throws DataError if it cannot be opened, read or unpacked */
export async function parseGzipFile(file: string, parser: DocumentParser): Promise<void> {
  // Most files are plain.
  const { createGunzip } = await import('node:zlib');
  const unpacked = createGunzip();
  // What goes wrong is thrown by whoever reads the unpacked bytes.
  pipeline(createReadStream(file), unpacked, () => undefined);
  try {
    await parseChunks(unpacked as AsyncIterable<Uint8Array>, parser, newWindow(0), file);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(file, `byte ${unpacked.bytesWritten}`, `it cannot be unpacked: ${reasonOf(error)}.`);
  }
}

/** Reads a file, plain or gzip. @throws DataError if it cannot be opened, read or unpacked */
export async function parsePlainOrGzip(file: string, parser: DocumentParser): Promise<void> {
  if (isGzip(file)) await parseGzipFile(file, parser);
  else parseFile(file, parser);
}

function newWindow(base: number): ByteWindow {
  const window = new ByteWindow((buffer, offset, length) => Buffer.from(buffer, offset, length));
  window.base = base;
  return window;
}

function withFile<Result>(file: string, use: (descriptor: number) => Result): Result {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    throw new DataError(file, '', `it cannot be opened: ${reasonOf(error)}.`);
  }
  try {
    return use(descriptor);
  } catch (error) {
    // A folder, a pipe, a disk that fails.
    if (error instanceof Error && 'syscall' in error) throw new DataError(file, '', `it cannot be read: ${reasonOf(error)}.`);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
