import type { StateTensor } from '@ecm/core/model';

import type { WeightFile, WeightTensor } from './weight-file.js';

/** @returns the tensor as host state: floating and 64-bit types as they are, smaller integers and bool as int32 */
export function toStateTensor({ shape, data }: WeightTensor): StateTensor {
  if (data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array) return { shape, data };
  if (data instanceof Uint32Array) return { shape, data: Float64Array.from(data) };
  return { shape, data: Int32Array.from(data) };
}

/** @returns all tensors of a file, by name */
export function readStateTensors(file: WeightFile): Record<string, StateTensor> {
  return Object.fromEntries([...file.tensors.keys()].map((name) => [name, toStateTensor(file.read(name))]));
}
