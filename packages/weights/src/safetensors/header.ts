import { CheckpointError } from '@ecm/core';

import { elementWidth } from '../element/element-type.js';
import type { ByteSource } from '../source/byte-source.js';
import { elementCount } from '../weight-file.js';
import type { WeightInfo } from '../weight-file.js';
import { findDuplicateKey } from './duplicate-key.js';
import { elementTypesByName, headerLimit, metadataKey } from './format.js';

/** A tensor's place in a safetensors file. */
export interface HeaderEntry extends WeightInfo {
  /** Byte offset in the file. */
  readonly offset: number;
  readonly byteLength: number;
}

/** The checked header of a safetensors file. */
export interface Header {
  /** In order of their data. */
  readonly entries: ReadonlyMap<string, HeaderEntry>;
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Reads and checks the header: types, shapes, and that the tensors cover the data without holes or overlaps.
 *
 * @throws CheckpointError naming the tensor and what is wrong with it
 */
export function readHeader(source: ByteSource): Header {
  const { json, dataStart } = readHeaderJson(source);
  const metadata = new Map<string, string>();
  const entries: [string, HeaderEntry][] = [];
  for (const [name, value] of Object.entries(json)) {
    if (name !== metadataKey) entries.push([name, readEntry(source, dataStart, name, value)]);
    else for (const [key, text] of readMetadata(source, value)) metadata.set(key, text);
  }
  entries.sort(([, a], [, b]) => a.offset - b.offset || a.byteLength - b.byteLength);
  checkCover(source, dataStart, entries);
  return { entries: new Map(entries), metadata };
}

function readHeaderJson(source: ByteSource): { json: object; dataStart: number } {
  const refuse = (reason: string) => new CheckpointError(source.name, '', `this is not a safetensors file: ${reason}.`);
  if (source.size < 8) throw refuse(`it has ${source.size} bytes, fewer than the 8 of the header's length`);
  const first = source.read(0, 8);
  const length = Number(new DataView(first.buffer, first.byteOffset, 8).getBigUint64(0, true));
  if (length > headerLimit) throw refuse(`its header would have ${length} bytes, the limit is ${headerLimit}`);
  if (length > source.size - 8) {
    throw new CheckpointError(
      source.name,
      '',
      `the header has ${length} bytes, but the file ends after ${source.size - 8}; it is truncated.`,
    );
  }
  let json: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(source.read(8, length));
    json = JSON.parse(text);
  } catch {
    throw refuse('its header is not JSON in UTF-8');
  }
  if (!text.startsWith('{') || !isRecord(json)) throw refuse('its header does not start with {');
  const duplicate = findDuplicateKey(text);
  if (duplicate !== undefined) throw new CheckpointError(source.name, duplicate, 'the header names it twice.');
  return { json, dataStart: 8 + length };
}

function readMetadata(source: ByteSource, value: unknown): [string, string][] {
  if (isRecord(value)) {
    const pairs = Object.entries(value);
    if (pairs.every((pair): pair is [string, string] => typeof pair[1] === 'string')) return pairs;
  }
  throw new CheckpointError(source.name, metadataKey, 'it must be an object whose values are strings.');
}

function readEntry(source: ByteSource, dataStart: number, name: string, value: unknown): HeaderEntry {
  const fail = (message: string) => new CheckpointError(source.name, name, message);
  if (!isRecord(value)) throw fail('its header entry is not an object.');
  const { dtype, shape, data_offsets: range } = value;
  const type = typeof dtype === 'string' ? elementTypesByName.get(dtype) : undefined;
  if (type === undefined) throw fail(`its type is ${JSON.stringify(dtype)}, known are ${[...elementTypesByName.keys()].join(', ')}.`);
  if (!isSizes(shape)) throw fail(`its shape is ${JSON.stringify(shape)}, expected a list of sizes.`);
  if (!isSizes(range) || range.length !== 2 || range[0] > range[1]) {
    throw fail(`its data_offsets are ${JSON.stringify(range)}, expected [begin, end].`);
  }
  const [begin, end] = range;
  const byteLength = elementCount(shape) * elementWidth[type];
  if (end - begin !== byteLength) {
    throw fail(`[${shape.join(', ')}] of ${type} takes ${byteLength} bytes, but its data_offsets hold ${end - begin}.`);
  }
  return { type, shape, offset: dataStart + begin, byteLength };
}

function checkCover(source: ByteSource, dataStart: number, entries: readonly [string, HeaderEntry][]): void {
  let end = dataStart;
  for (const [name, { offset, byteLength }] of entries) {
    if (offset !== end) {
      const what = offset < end ? 'overlaps the one before' : 'leaves a hole after the one before';
      throw new CheckpointError(source.name, name, `its data at byte ${offset} ${what}, which ends at ${end}.`);
    }
    end += byteLength;
  }
  if (end > source.size) {
    throw new CheckpointError(source.name, '', `the tensors end at byte ${end}, but the file at ${source.size}; it is truncated.`);
  }
  if (end < source.size) {
    throw new CheckpointError(source.name, '', `${source.size - end} bytes after the last tensor belong to none; the file is damaged.`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && (size as number) >= 0);
}
