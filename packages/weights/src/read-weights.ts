import { readSafetensors } from './safetensors/read-safetensors.js';
import type { ByteSource } from './source/byte-source.js';
import type { WeightFile } from './weight-file.js';

/**
 * Opens a weight file; the content decides on the format, never the name.
 *
 * @throws CheckpointError if the format is not known or the file is damaged
 */
export function readWeights(source: ByteSource): WeightFile {
  return readSafetensors(source);
}
