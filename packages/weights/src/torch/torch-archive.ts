import type { ByteSource } from '../source/byte-source.js';
import type { StoragePlace } from './storage.js';

/** The object of a PyTorch file and where its storages lie. */
export interface TorchArchive {
  readonly source: ByteSource;
  readonly format: 'torch-zip' | 'torch-legacy' | 'pickle';
  /** Plain values, arrays, maps and tensor references. */
  readonly root: unknown;
  readonly storages: ReadonlyMap<string, StoragePlace>;
}
