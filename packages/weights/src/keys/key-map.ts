import { CheckpointError } from '@ecm/core';

import type { WeightFile, WeightTensor } from '../weight-file.js';

/** Changes a tensor on its way out of a file. */
export interface Conversion {
  /** Shape after the change; the same if absent. */
  readonly shape?: (shape: readonly number[]) => readonly number[];
  readonly apply: (tensor: WeightTensor) => WeightTensor;
}

/** What becomes of a tensor of a foreign file. */
export interface MappedKey {
  /** Name in mmdetection's state dicts, which are ours. */
  readonly name: string;
  readonly conversion?: Conversion;
}

/** Names of another library's files in terms of ours. */
export interface KeyMap {
  readonly name: string;
  /** @param names all names of a file, without `module.` */
  fits(names: readonly string[]): boolean;
  /** @returns undefined for tensors that we do not need */
  map(name: string, names: readonly string[]): MappedKey | undefined;
  /** Tensors that follow from a file but are not in it. @param mapped names after mapping */
  added?(mapped: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, WeightTensor>;
}

/** The same file under other names. */
export function mapKeys(file: WeightFile, map: Pick<KeyMap, 'map' | 'added'>): WeightFile {
  const names = [...file.tensors.keys()];
  const sources = new Map<string, { readonly from: string; readonly conversion: Conversion | undefined }>();
  const tensors = new Map<string, Pick<WeightTensor, 'type' | 'shape'>>();
  for (const [from, { type, shape }] of file.tensors) {
    const mapped = map.map(from, names);
    if (mapped === undefined) continue;
    sources.set(mapped.name, { from, conversion: mapped.conversion });
    tensors.set(mapped.name, { type, shape: mapped.conversion?.shape?.(shape) ?? shape });
  }
  const added = map.added?.(new Map([...tensors].map(([name, { shape }]) => [name, shape]))) ?? new Map<string, WeightTensor>();
  for (const [name, { type, shape }] of added) tensors.set(name, { type, shape });
  return {
    ...file,
    tensors,
    read(name) {
      const tensor = added.get(name);
      if (tensor !== undefined) return tensor;
      const source = sources.get(name);
      if (source === undefined) throw new CheckpointError(file.name, name, 'the file has no tensor of this name.');
      const read = file.read(source.from);
      return source.conversion?.apply(read) ?? read;
    },
  };
}
