import { CheckpointError } from '@ecm/core';

import type { ByteSource } from '../source/byte-source.js';

/** An uncompressed entry of a zip archive. */
export interface ZipEntry {
  /** Offset of its local header. */
  readonly headerOffset: number;
  readonly byteLength: number;
  readonly compressed: boolean;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const longest = 0xffff;
const unknown32 = 0xffffffff;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Reads the directory of a zip archive, zip64 included.
 *
 * @throws CheckpointError if there is none, or it is damaged
 * @see PKWARE, APPNOTE.TXT, 4.3
 */
export function readZipDirectory(source: ByteSource): Map<string, ZipEntry> {
  const { count, offset, byteLength } = findDirectory(source);
  const bytes = source.read(offset, byteLength);
  const view = viewOf(bytes);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > byteLength || view.getUint32(at, true) !== entrySignature)
      throw damaged(source, `entry ${i} of its directory is not one`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (name.split('/').includes('..') || entries.has(name)) throw damaged(source, `its entry "${name}" is not allowed`);
    const wide = wideFields(viewOf(bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)));
    const [size, stored, headerOffset] = [24, 20, 42].map((field) => {
      const value = view.getUint32(at + field, true);
      return value === unknown32 ? (wide.shift() ?? value) : value;
    });
    entries.set(name, { headerOffset, byteLength: size, compressed: view.getUint16(at + 10, true) !== 0 || stored !== size });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** @returns offset of an entry's data @throws CheckpointError if it is compressed or not where the directory says */
export function zipDataOffset(source: ByteSource, name: string, { headerOffset, byteLength, compressed }: ZipEntry): number {
  if (compressed) throw damaged(source, `its entry "${name}" is compressed, PyTorch stores entries as they are`);
  const header = viewOf(source.read(headerOffset, 30));
  if (header.getUint32(0, true) !== localSignature) throw damaged(source, `its entry "${name}" is not where the directory says`);
  const offset = headerOffset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (offset + byteLength > source.size) throw damaged(source, `its entry "${name}" runs past the end of the file`);
  return offset;
}

function findDirectory(source: ByteSource): { count: number; offset: number; byteLength: number } {
  const tailLength = Math.min(source.size, 22 + longest);
  const tailStart = source.size - tailLength;
  const tail = viewOf(source.read(tailStart, tailLength));
  for (let at = tailLength - 22; at >= 0; at--) {
    if (tail.getUint32(at, true) !== endSignature || at + 22 + tail.getUint16(at + 20, true) !== tailLength) continue;
    const plain = {
      count: tail.getUint16(at + 10, true),
      byteLength: tail.getUint32(at + 12, true),
      offset: tail.getUint32(at + 16, true),
    };
    const isWide = at >= 20 && tail.getUint32(at - 20, true) === locator64Signature;
    return isWide ? wideDirectory(source, Number(tail.getBigUint64(at - 12, true))) : plain;
  }
  throw damaged(source, 'it has no directory at its end; it is truncated');
}

function wideDirectory(source: ByteSource, at: number): { count: number; offset: number; byteLength: number } {
  const view = viewOf(source.read(at, 56));
  if (view.getUint32(0, true) !== end64Signature) throw damaged(source, 'its zip64 directory is not where it says');
  const [count, byteLength, offset] = [32, 40, 48].map((field) => Number(view.getBigUint64(field, true)));
  return { count, offset, byteLength };
}

/** @returns the 64-bit numbers of a zip64 extra field, in order */
function wideFields(extra: DataView): number[] {
  for (let at = 0; at + 4 <= extra.byteLength;) {
    const length = extra.getUint16(at + 2, true);
    if (extra.getUint16(at, true) === 1 && at + 4 + length <= extra.byteLength) {
      return Array.from({ length: Math.floor(length / 8) }, (_, i) => Number(extra.getBigUint64(at + 4 + 8 * i, true)));
    }
    at += 4 + length;
  }
  return [];
}

function damaged(source: ByteSource, reason: string): CheckpointError {
  return new CheckpointError(source.name, '', `the zip archive cannot be read: ${reason}.`);
}
