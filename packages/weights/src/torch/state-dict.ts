import { CheckpointError } from '@ecm/core';

import { numpyElements, numpyElementType } from '../pickle/numpy-data.js';
import { NumpyArray, Placeholder, TensorReference } from '../pickle/pickle-values.js';
import type { WeightFile, WeightInfo, WeightTensor } from '../weight-file.js';
import { findPlaceholder } from './find-placeholder.js';
import { readPickledTensor, tensorProblem } from './read-tensor.js';
import type { TorchArchive } from './torch-archive.js';

/** Keys under which files hold their state dict, most usual first. */
const stateKeys = ['state_dict', 'model', 'blobs'];

/**
 * Makes the state dict of a PyTorch or pickle file readable: the entry `state_dict`, `model` or `blobs`, else the whole dict.
 * Plain values among the tensors are passed over; objects of unknown classes are not.
 *
 * @throws CheckpointError if there is no state dict, or it holds objects that would have to be run
 */
export function stateDictFile(archive: TorchArchive): WeightFile {
  const { source, format, root } = archive;
  const { state, metadata } = findState(archive);
  const readers = new Map<string, () => WeightTensor>();
  const tensors = new Map<string, WeightInfo>();
  for (const [key, value] of state) {
    const name = String(key);
    const fail = (message: string) => new CheckpointError(source.name, name, message);
    const foreign = findPlaceholder(value);
    if (foreign !== undefined) {
      throw fail(`it calls ${nameOf(foreign)}, which is not on the list of what weight files may call; it was not run.`);
    }
    const tensor = tensorOf(value, fail);
    if (tensor === undefined) continue;
    tensors.set(name, tensor.info);
    readers.set(name, tensor.read);
  }
  if (tensors.size === 0)
    throw new CheckpointError(source.name, '', `it holds no tensors (${root instanceof Map ? 'a dict' : typeof root}).`);
  return {
    name: source.name,
    format,
    tensors,
    metadata,
    read(name) {
      const read = readers.get(name);
      if (read === undefined) throw new CheckpointError(source.name, name, 'the file has no tensor of this name.');
      try {
        return read();
      } catch (error) {
        if (error instanceof RangeError) throw new CheckpointError(source.name, name, `${error.message}.`);
        throw error;
      }
    },
  };
}

type Tensors = ReadonlyMap<unknown, unknown>;

function findState({ source, root }: TorchArchive): { state: Tensors; metadata: ReadonlyMap<string, unknown> } {
  if (!(root instanceof Map)) throw new CheckpointError(source.name, '', 'it does not hold a dict of tensors.');
  const entries = root as Tensors;
  for (const key of stateKeys) {
    const value = entries.get(key);
    if (value instanceof Placeholder)
      throw new CheckpointError(source.name, key, `it is an object of ${nameOf(value)}, which is not known.`);
    if (!(value instanceof Map)) continue;
    return {
      state: value as Tensors,
      metadata: new Map([...entries].filter(([other]) => other !== key).map(([other, item]) => [String(other), item])),
    };
  }
  return { state: entries, metadata: new Map() };
}

function tensorOf(value: unknown, fail: (message: string) => CheckpointError): { info: WeightInfo; read: () => WeightTensor } | undefined {
  if (value instanceof TensorReference) {
    const problem = tensorProblem(value);
    if (problem !== undefined) throw fail(`${problem}; the file is damaged.`);
    return { info: { type: value.storage.type, shape: value.shape }, read: () => readPickledTensor(value) };
  }
  if (!(value instanceof NumpyArray)) return undefined;
  const { shape } = value;
  const type = value.type === undefined ? undefined : numpyElementType(value.type);
  if (type === undefined) throw fail(`it is an array of ${value.type?.code ?? 'nothing'}, not of little-endian numbers.`);
  return { info: { type, shape }, read: () => ({ type, shape, data: numpyElements(value, type) }) };
}

function nameOf({ global }: Placeholder): string {
  return `${global.module}.${global.name}`;
}
