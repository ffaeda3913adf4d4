import { CheckpointError } from '@ecm/core';

import { elementWidth } from '../element/element-type.js';
import { PickleCursor } from '../pickle/pickle-cursor.js';
import { unpickle } from '../pickle/unpickle.js';
import type { ByteSource } from '../source/byte-source.js';
import { StorageList } from './storage.js';
import type { TorchArchive } from './torch-archive.js';

const protocolVersion = 1001;

/**
 * Reads the stream of PyTorch before 1.6: pickles of a magic number, a protocol, the system, the object and the storage keys,
 * then each storage's number of elements and its elements.
 *
 * @throws CheckpointError if it is damaged or big-endian
 */
export function readTorchLegacy(source: ByteSource): TorchArchive {
  const cursor = new PickleCursor(source);
  unpickle(cursor);
  const protocol = unpickle(cursor);
  if (protocol !== protocolVersion) throw refuse(source, `its protocol is ${String(protocol)}, known is ${protocolVersion}`);
  const system = unpickle(cursor);
  if (!(system instanceof Map) || system.get('little_endian') !== true) throw refuse(source, 'its numbers are not little-endian');
  const storages = new StorageList(source);
  const root = unpickle(cursor, storages.refer);
  const keys = unpickle(cursor);
  if (!Array.isArray(keys)) throw refuse(source, 'it has no list of storages');
  findStorages(cursor.position, keys.map(String), storages);
  return { source, format: 'torch-legacy', root };
}

function findStorages(start: number, keys: readonly string[], { source, types, places }: StorageList): void {
  let offset = start;
  for (const key of keys) {
    const type = types.get(key);
    if (type === undefined) throw refuse(source, `no tensor says what type storage ${key} has`);
    const count = source.read(offset, 8);
    const elements = Number(new DataView(count.buffer, count.byteOffset, 8).getBigInt64(0, true));
    const byteLength = elements * elementWidth[type];
    if (elements < 0 || offset + 8 + byteLength > source.size)
      throw refuse(source, `storage ${key} runs past the end of the file; it is truncated`);
    places.set(key, { offset: offset + 8, byteLength });
    offset += 8 + byteLength;
  }
}

function refuse(source: ByteSource, reason: string): CheckpointError {
  return new CheckpointError(source.name, '', `the PyTorch file cannot be read: ${reason}.`);
}
