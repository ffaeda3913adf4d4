import { CheckpointError } from '@ecm/core';

import { elementWidth } from '../element/element-type.js';
import { PickleCursor } from '../pickle/pickle-cursor.js';
import { unpickle } from '../pickle/unpickle.js';
import type { ByteSource } from '../source/byte-source.js';
import { bytesSource } from '../source/byte-source.js';
import { StorageList } from './storage.js';
import type { TorchArchive } from './torch-archive.js';
import type { ZipEntry } from './zip-directory.js';
import { readZipDirectory, zipDataOffset } from './zip-directory.js';

/**
 * Reads the zip container of PyTorch 1.6 and later: `<root>/data.pkl` and one entry per storage.
 *
 * @throws CheckpointError if it is damaged, scripted code, or big-endian
 */
export function readTorchZip(source: ByteSource): TorchArchive {
  const entries = readZipDirectory(source);
  const name = findPickle(source, entries);
  const folder = name.slice(0, -'data.pkl'.length);
  if (entries.has(`${folder}constants.pkl`))
    throw new CheckpointError(source.name, '', 'it holds scripted code (TorchScript), not a state dict.');
  const bytesOf = (entry: string): Uint8Array | undefined => {
    const found = entries.get(entry);
    return found === undefined ? undefined : source.read(zipDataOffset(source, entry, found), found.byteLength);
  };
  const order = new TextDecoder().decode(bytesOf(`${folder}byteorder`)).trim();
  if (order !== '' && order !== 'little')
    throw new CheckpointError(source.name, '', `its numbers are ${order}-endian, only little is read.`);
  const storages = new StorageList(source);
  const root = unpickle(new PickleCursor(bytesSource(bytesOf(name) ?? new Uint8Array(0), `${source.name}/${name}`)), storages.refer);
  findStorages(entries, folder, storages);
  return { source, format: 'torch-zip', root };
}

function findPickle(source: ByteSource, entries: ReadonlyMap<string, ZipEntry>): string {
  const names = [...entries.keys()].filter((name) => name.endsWith('/data.pkl'));
  if (names.length === 1) return names[0];
  throw new CheckpointError(source.name, '', `a PyTorch file has one entry data.pkl, this zip archive has ${names.length}.`);
}

function findStorages(entries: ReadonlyMap<string, ZipEntry>, folder: string, { source, types, places }: StorageList): void {
  for (const [key, type] of types) {
    const name = `${folder}data/${key}`;
    const entry = entries.get(name);
    if (entry === undefined) continue;
    if (entry.byteLength % elementWidth[type] !== 0) {
      throw new CheckpointError(
        source.name,
        '',
        `storage ${key} has ${entry.byteLength} bytes, which are no whole number of ${type} elements.`,
      );
    }
    places.set(key, { offset: zipDataOffset(source, name, entry), byteLength: entry.byteLength });
  }
}
