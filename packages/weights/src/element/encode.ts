import { toBfloat16, toHalf } from '@ecm/core';

import type { ElementType, TensorData } from './element-type.js';
import { elementTypeOf } from './element-type.js';

/**
 * Turns elements into little-endian bytes of a type; numbers that do not fit are rounded as typed arrays do.
 *
 * @returns a view of `data` itself if no conversion is needed
 */
export function encodeElements(type: ElementType, data: TensorData): Uint8Array {
  const encoded = type === elementTypeOf(data) ? data : convert(type, data);
  return new Uint8Array(encoded.buffer, encoded.byteOffset, encoded.byteLength);
}

function convert(type: ElementType, data: TensorData): TensorData | BigInt64Array | BigUint64Array {
  switch (type) {
    case 'float64':
      return Float64Array.from(data);
    case 'float32':
      return Float32Array.from(data);
    case 'float16':
      return Uint16Array.from(data, toHalf);
    case 'bfloat16':
      return Uint16Array.from(data, toBfloat16);
    case 'int64':
      return BigInt64Array.from(Array.from(data, BigInt));
    case 'uint64':
      return BigUint64Array.from(Array.from(data, BigInt));
    case 'int32':
      return Int32Array.from(data);
    case 'int16':
      return Int16Array.from(data);
    case 'int8':
      return Int8Array.from(data);
    case 'uint32':
      return Uint32Array.from(data);
    case 'uint16':
      return Uint16Array.from(data);
    case 'uint8':
      return Uint8Array.from(data);
    case 'bool':
      return Uint8Array.from(data, (value) => (value === 0 ? 0 : 1));
  }
}
