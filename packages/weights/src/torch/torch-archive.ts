import type { ByteSource } from '../source/byte-source.js';

/** The object of a PyTorch or pickle file. */
export interface TorchArchive {
  readonly source: ByteSource;
  readonly format: 'torch-zip' | 'torch-legacy' | 'pickle';
  /** Plain values, arrays, maps, and references to tensors. */
  readonly root: unknown;
}
