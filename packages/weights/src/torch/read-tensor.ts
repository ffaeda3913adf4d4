import { CheckpointError } from '@ecm/core';

import { decodeElements } from '../element/decode.js';
import { elementWidth } from '../element/element-type.js';
import { contiguousStrides, stridedCopy } from '../element/strided-copy.js';
import type { TensorReference } from '../pickle/pickle-values.js';
import type { WeightTensor } from '../weight-file.js';
import { elementCount } from '../weight-file.js';

/** Most elements of one tensor. */
const elementLimit = 2 ** 31;

/** Says what is wrong with a tensor's shape, strides or place; undefined if nothing is. */
export function tensorProblem({ storage, offset, shape, strides }: TensorReference): string | undefined {
  const place = storage.origin.places.get(storage.key);
  if (place === undefined) return `its data, storage ${storage.key}, is not in the file`;
  const sizes = [offset, ...shape, ...strides];
  if (shape.length !== strides.length || !sizes.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    return `its shape [${shape.join(', ')}], strides [${strides.join(', ')}] and offset ${offset} make no sense`;
  }
  if (elementCount(shape) > elementLimit) return `it has ${elementCount(shape)} elements, the limit is ${elementLimit}`;
  const needed = offset + extentOf(shape, strides);
  if (needed > storage.elements) return `it needs ${needed} elements of storage ${storage.key}, which has ${storage.elements}`;
  const bytes = (storage.start + storage.elements) * elementWidth[storage.type];
  return bytes > place.byteLength ? `storage ${storage.key} takes ${bytes} bytes, the file has ${place.byteLength} for it` : undefined;
}

/**
 * Reads a tensor that a pickle refers to: only the bytes between its first and last element.
 *
 * @throws CheckpointError if its shape, strides or data make no sense
 */
export function readPickledTensor(reference: TensorReference): WeightTensor {
  const { storage, offset, shape, strides } = reference;
  const { source, places } = storage.origin;
  const problem = tensorProblem(reference);
  const place = places.get(storage.key);
  if (problem !== undefined || place === undefined)
    throw new CheckpointError(source.name, '', `a tensor cannot be read: ${problem ?? 'no data'}.`);
  const { type } = storage;
  const width = elementWidth[type];
  const bytes = source.read(place.offset + (storage.start + offset) * width, extentOf(shape, strides) * width);
  const elements = decodeElements(type, bytes);
  const contiguous = contiguousStrides(shape).every((stride, axis) => stride === strides[axis] || shape[axis] === 1);
  return { type, shape, data: contiguous || elements.length === 0 ? elements : stridedCopy(elements, shape, strides) };
}

/** @returns number of elements from the first to the last one */
function extentOf(shape: readonly number[], strides: readonly number[]): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((last, size, axis) => last + (size - 1) * strides[axis], 0) + 1;
}
