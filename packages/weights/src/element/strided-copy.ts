import { elementCount } from '../weight-file.js';
import type { TensorData } from './element-type.js';

/** @returns strides, in elements, of a row-major array without gaps */
export function contiguousStrides(shape: readonly number[]): number[] {
  return shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
}

/** Collects the elements of a strided view that starts at element 0, row-major. */
export function stridedCopy(data: TensorData, shape: readonly number[], strides: readonly number[]): TensorData {
  const count = elementCount(shape);
  const copy = new (data.constructor as new (length: number) => TensorData)(count);
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < count; to++) {
    copy[to] = data[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] += 1;
      from += strides[axis];
      if (index[axis] < shape[axis]) break;
      from -= index[axis] * strides[axis];
      index[axis] = 0;
    }
  }
  return copy;
}
