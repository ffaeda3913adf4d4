import { CheckpointError } from '@ecm/core';

/** Bytes that can be read in pieces: a byte array here, a file in `@ecm/weights/node`. */
export interface ByteSource {
  /** Path or other name, for messages. */
  readonly name: string;
  readonly size: number;
  /** @throws CheckpointError if the range is not inside the source */
  read(offset: number, length: number): Uint8Array;
}

/** Makes a byte array readable as a weight file. */
export function bytesSource(bytes: Uint8Array, name = 'weights'): ByteSource {
  return {
    name,
    size: bytes.length,
    read(offset, length) {
      checkRange(this, offset, length);
      return bytes.subarray(offset, offset + length);
    },
  };
}

/** @throws CheckpointError if `offset … offset + length` is not inside the source */
export function checkRange(source: Pick<ByteSource, 'name' | 'size'>, offset: number, length: number): void {
  if (Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0 && offset + length <= source.size) return;
  throw new CheckpointError(
    source.name,
    '',
    `bytes ${offset} to ${offset + length} are needed, but the file has only ${source.size}; it is truncated or damaged, get it anew.`,
  );
}
