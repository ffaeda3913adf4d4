import type { ElementType } from '../element/element-type.js';

/** Names of element types in safetensors headers. */
export const safetensorsTypes: Readonly<Record<ElementType, string>> = {
  float64: 'F64',
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
  int64: 'I64',
  int32: 'I32',
  int16: 'I16',
  int8: 'I8',
  uint64: 'U64',
  uint32: 'U32',
  uint16: 'U16',
  uint8: 'U8',
  bool: 'BOOL',
};

/** Element types by their names in safetensors headers. */
export const elementTypesByName: ReadonlyMap<string, ElementType> = new Map(
  Object.entries(safetensorsTypes).map(([type, name]) => [name, type as ElementType]),
);

/** Largest header that a reader accepts, bytes. */
export const headerLimit = 100_000_000;

/** Key of the header that holds text about the file instead of a tensor. */
export const metadataKey = '__metadata__';
