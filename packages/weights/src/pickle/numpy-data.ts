import { decodeElements } from '../element/decode.js';
import type { ElementType, TensorData } from '../element/element-type.js';
import { elementWidth } from '../element/element-type.js';
import { stridedCopy } from '../element/strided-copy.js';
import { elementCount } from '../weight-file.js';
import { latin1Bytes } from './pickle-text.js';
import type { NumpyArray, NumpyType } from './pickle-values.js';

const elementTypes: Readonly<Record<string, ElementType>> = {
  f8: 'float64',
  f4: 'float32',
  f2: 'float16',
  i8: 'int64',
  i4: 'int32',
  i2: 'int16',
  i1: 'int8',
  u8: 'uint64',
  u4: 'uint32',
  u2: 'uint16',
  u1: 'uint8',
  b1: 'bool',
};

/** @returns the element type of a numpy type code such as `f4` or `<f4`, undefined for types that are not numbers */
export function numpyElementType({ code, bigEndian }: NumpyType): ElementType | undefined {
  return bigEndian || code.startsWith('>') ? undefined : elementTypes[code.replace(/^[<|=]/, '')];
}

/** @returns the number behind a numpy scalar, undefined if it is none */
export function numpyScalar(type: NumpyType, data: unknown): number | undefined {
  const element = numpyElementType(type);
  const bytes = typeof data === 'string' ? latin1Bytes(data) : data;
  if (element === undefined || !(bytes instanceof Uint8Array) || bytes.length !== elementWidth[element]) return undefined;
  return decodeElements(element, bytes)[0];
}

/** @returns the elements of a numpy array, row-major @throws RangeError if data and shape disagree */
export function numpyElements(array: NumpyArray, type: ElementType): TensorData {
  const { shape, bytes, fortranOrder } = array;
  const expected = elementCount(shape) * elementWidth[type];
  if (bytes.length !== expected)
    throw new RangeError(`[${shape.join(', ')}] of ${type} takes ${expected} bytes, the array has ${bytes.length}`);
  const data = decodeElements(type, bytes);
  if (!fortranOrder) return data;
  const strides = shape.map((_, axis) => elementCount(shape.slice(0, axis)));
  return stridedCopy(data, shape, strides);
}
