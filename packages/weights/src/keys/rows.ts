import type { WeightTensor } from '../weight-file.js';
import { elementCount } from '../weight-file.js';
import type { Conversion } from './key-map.js';

/** Moves row 0, the background of files that have it first, behind the classes. */
export const backgroundLast: Conversion = {
  apply: (tensor) => {
    const row = rowLength(tensor);
    const data = tensor.data.slice();
    data.set(tensor.data.subarray(row));
    data.set(tensor.data.subarray(0, row), data.length - row);
    return { ...tensor, data };
  },
};

/** Leaves out the first rows, the background's. */
export function withoutRows(count: number): Conversion {
  const shape = ([rows = 0, ...rest]: readonly number[]) => [rows - count, ...rest];
  return {
    shape,
    apply: (tensor) => ({ ...tensor, shape: shape(tensor.shape), data: tensor.data.slice(count * rowLength(tensor)) }),
  };
}

function rowLength({ shape }: WeightTensor): number {
  return elementCount(shape.slice(1));
}
