import { fromBfloat16, fromHalf } from '@ecm/core';

import type { ElementType, TensorData } from './element-type.js';

/**
 * Turns little-endian bytes into elements.
 *
 * @param bytes as many as whole elements take; copied, so any alignment will do
 * @throws RangeError if a 64-bit integer is beyond ±(2^53 − 1)
 */
export function decodeElements(type: ElementType, bytes: Uint8Array): TensorData {
  const { buffer } = new Uint8Array(bytes);
  switch (type) {
    case 'float64':
      return new Float64Array(buffer);
    case 'float32':
      return new Float32Array(buffer);
    case 'float16':
      return Float32Array.from(new Uint16Array(buffer), fromHalf);
    case 'bfloat16':
      return Float32Array.from(new Uint16Array(buffer), fromBfloat16);
    case 'int64':
      return wideIntegers(new BigInt64Array(buffer));
    case 'uint64':
      return wideIntegers(new BigUint64Array(buffer));
    case 'int32':
      return new Int32Array(buffer);
    case 'int16':
      return new Int16Array(buffer);
    case 'int8':
      return new Int8Array(buffer);
    case 'uint32':
      return new Uint32Array(buffer);
    case 'uint16':
      return new Uint16Array(buffer);
    case 'uint8':
    case 'bool':
      return new Uint8Array(buffer);
  }
}

function wideIntegers(values: BigInt64Array | BigUint64Array): Float64Array {
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const number = Number(values[i]);
    if (!Number.isSafeInteger(number)) throw new RangeError(`element ${i} is ${values[i].toString()}, too large for an exact number`);
    numbers[i] = number;
  }
  return numbers;
}
