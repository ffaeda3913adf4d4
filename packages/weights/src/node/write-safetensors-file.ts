import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

import type { WritableTensor } from '../safetensors/write-safetensors.js';
import { safetensorsChunks } from '../safetensors/write-safetensors.js';

/**
 * Writes a safetensors file piece by piece and waits until the disk has it. Not atomic: write to a temporary name and rename.
 *
 * @throws Error of the file system, e.g. ENOSPC
 */
export function writeSafetensorsFile(
  path: string,
  tensors: Readonly<Record<string, WritableTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): void {
  const descriptor = openSync(path, 'w');
  try {
    for (const chunk of safetensorsChunks(tensors, metadata)) {
      let written = 0;
      while (written < chunk.length) written += writeSync(descriptor, chunk, written, chunk.length - written);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
