import { CheckpointError } from '@ecm/core';

import { isSafetensors, readSafetensors } from './safetensors/read-safetensors.js';
import type { ByteSource } from './source/byte-source.js';
import { torchReader } from './torch/read-torch.js';
import { stateDictFile } from './torch/state-dict.js';
import type { WeightFile } from './weight-file.js';

/**
 * Opens a weight file; the content decides on the format, never the name.
 *
 * @throws CheckpointError if the format is not known or the file is damaged
 */
export function readWeights(source: ByteSource): WeightFile {
  const head = headOf(source);
  // First, since the length of a header may look like the first bytes of a pickle.
  if (isSafetensors(head)) return readSafetensors(source);
  const reader = torchReader(head);
  if (reader === undefined) {
    throw new CheckpointError(source.name, '', 'its format is not known: it is neither safetensors, nor a PyTorch file, nor a pickle.');
  }
  return stateDictFile(reader(source));
}

/**
 * Reads the object of a PyTorch or pickle file: numbers, texts, arrays, maps; tensors as references. For files that hold
 * something else than a state dict, e.g. a list of class counts.
 *
 * @throws CheckpointError if the format is not known or the file is damaged
 */
export function readPickledObject(source: ByteSource): unknown {
  const reader = torchReader(headOf(source));
  if (reader === undefined) throw new CheckpointError(source.name, '', 'it is neither a PyTorch file nor a pickle.');
  return reader(source).root;
}

function headOf(source: ByteSource): Uint8Array {
  const head = source.read(0, Math.min(source.size, 512));
  if (new TextDecoder('latin1').decode(head.subarray(257, 262)) === 'ustar') {
    throw new CheckpointError(
      source.name,
      '',
      'it is a tar archive of PyTorch before 0.1.10; load and save it with a newer PyTorch first.',
    );
  }
  return head;
}
