import { CheckpointError } from '@ecm/core';

import { decodeElements } from '../element/decode.js';
import type { ByteSource } from '../source/byte-source.js';
import type { WeightFile } from '../weight-file.js';
import { headerLimit } from './format.js';
import { readHeader } from './header.js';

/** @returns whether the first bytes of a file are a length within the limit and the brace of a header */
export function isSafetensors(head: Uint8Array): boolean {
  if (head.length < 9 || head[8] !== 0x7b) return false;
  return Number(new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true)) <= headerLimit;
}

/**
 * Opens a safetensors file: the header is read and checked at once, tensors when asked for.
 *
 * @throws CheckpointError if the file is truncated, damaged or of another format
 * @see https://huggingface.co/docs/safetensors, format
 */
export function readSafetensors(source: ByteSource): WeightFile {
  const { entries, metadata } = readHeader(source);
  return {
    name: source.name,
    format: 'safetensors',
    tensors: entries,
    metadata,
    read(name) {
      const entry = entries.get(name);
      if (entry === undefined) throw new CheckpointError(source.name, name, 'the file has no tensor of this name.');
      const { type, shape, offset, byteLength } = entry;
      try {
        return { type, shape, data: decodeElements(type, source.read(offset, byteLength)) };
      } catch (error) {
        if (error instanceof RangeError) throw new CheckpointError(source.name, name, `${error.message}.`);
        throw error;
      }
    },
  };
}
