import { readWeights } from '../read-weights.js';
import type { WeightFile } from '../weight-file.js';
import { openFileSource } from './file-source.js';

/** A weight file on disk. Close it when done; tensors read before stay valid. */
export interface OpenWeightFile extends WeightFile {
  close(): void;
}

/**
 * Opens a weight file of any known format, told by its content.
 *
 * @throws CheckpointError if it cannot be opened or is not a weight file
 */
export function openWeightFile(path: string): OpenWeightFile {
  const source = openFileSource(path);
  try {
    const file = readWeights(source);
    return {
      ...file,
      close: () => {
        source.close();
      },
    };
  } catch (error) {
    source.close();
    throw error;
  }
}
