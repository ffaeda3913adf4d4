import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

import { DataError } from '@ecm/core';

import { reasonOf } from './reason-of.js';

const windowSize = 4 << 20;

/**
 * The bytes of a file of any length, window by window; a file that is compressed with gzip is unpacked on the way.
 *
 * @throws DataError if the file cannot be opened, read or unpacked
 */
export async function* fileBytes(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new DataError(file, '', `cannot be opened (${reasonOf(cause)}). Check the path.`);
  });
  try {
    if ((await handle.stat()).isDirectory()) throw new DataError(file, '', 'is a folder, but a file is needed.');
    const magic = await readAt(handle, file, 0, 2);
    yield* magic[0] === 0x1f && magic[1] === 0x8b ? unpackedWindows(handle, file) : plainWindows(handle, file);
  } finally {
    await handle.close();
  }
}

async function* plainWindows(handle: FileHandle, file: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ;) {
    const window = await readAt(handle, file, position, windowSize);
    if (window.length === 0) return;
    yield window;
    position += window.length;
  }
}

async function* unpackedWindows(handle: FileHandle, file: string): AsyncGenerator<Uint8Array> {
  const packed = handle.createReadStream({ start: 0, autoClose: false, highWaterMark: windowSize });
  const unpacked = createGunzip({ chunkSize: windowSize });
  packed.on('error', (cause) => unpacked.destroy(cause)).pipe(unpacked);
  try {
    for await (const window of unpacked) yield window as Uint8Array;
  } catch (cause) {
    throw new DataError(file, '', `cannot be unpacked (${reasonOf(cause)}). Copy or download it again.`);
  } finally {
    packed.destroy();
  }
}

/** @returns up to `length` bytes from a position on */
async function readAt(handle: FileHandle, file: string, position: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, position).catch((cause: unknown) => {
    throw new DataError(file, '', `cannot be read (${reasonOf(cause)}).`);
  });
  return buffer.subarray(0, bytesRead);
}
