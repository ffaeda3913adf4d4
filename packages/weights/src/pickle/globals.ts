import type { ElementType } from '../element/element-type.js';
import { numpyScalar } from './numpy-data.js';
import { latin1Bytes } from './pickle-text.js';
import { GlobalName, NumpyArray, NumpyType, Placeholder, TensorReference } from './pickle-values.js';
import type { StorageReference } from './pickle-values.js';

/** Storage classes of PyTorch and the types of their elements. */
const storageTypes: Readonly<Record<string, ElementType>> = {
  'torch FloatStorage': 'float32',
  'torch DoubleStorage': 'float64',
  'torch HalfStorage': 'float16',
  'torch BFloat16Storage': 'bfloat16',
  'torch LongStorage': 'int64',
  'torch IntStorage': 'int32',
  'torch ShortStorage': 'int16',
  'torch CharStorage': 'int8',
  'torch ByteStorage': 'uint8',
  'torch BoolStorage': 'bool',
  'torch.storage UntypedStorage': 'uint8',
  'torch.storage TypedStorage': 'uint8',
  'torch.storage _TypedStorage': 'uint8',
};

const typeNames = new Set(
  'float32 float float64 double float16 half bfloat16 int64 long int32 int int16 short int8 uint8 bool complex64 complex128'.split(' '),
);

/** What a name becomes: a text for element types, else the name itself. */
export function nameGlobal(module: string, name: string): unknown {
  return module === 'torch' && typeNames.has(name) ? `torch.${name}` : new GlobalName(module, name);
}

/** @returns the element type of a storage class, undefined if it is none */
export function storageTypeOf(value: unknown): ElementType | undefined {
  return value instanceof GlobalName ? storageTypes[`${value.module} ${value.name}`] : undefined;
}

type Call = (...values: unknown[]) => unknown;

const orderedDict: Call = (pairs) => (Array.isArray(pairs) ? new Map(pairs as [unknown, unknown][]) : new Map());
const rebuildTensor: Call = (storage, offset, shape, strides) =>
  isStorage(storage) && typeof offset === 'number' && isNumbers(shape) && isNumbers(strides)
    ? new TensorReference(storage, offset, shape, strides)
    : undefined;
const reconstruct: Call = () => new NumpyArray();
const scalar: Call = (type, data) => (type instanceof NumpyType ? numpyScalar(type, data) : undefined);

/** The only calls that are carried out; `undefined` means that the arguments are not as expected. */
const calls: Readonly<Record<string, Call>> = {
  'collections OrderedDict': orderedDict,
  'torch._utils _rebuild_tensor_v2': rebuildTensor,
  'torch._utils _rebuild_tensor': rebuildTensor,
  'torch._utils _rebuild_parameter': (data) => data,
  'torch Size': (sizes) => sizes,
  'torch device': (...parts) => parts.join(':'),
  'numpy.core.multiarray _reconstruct': reconstruct,
  'numpy._core.multiarray _reconstruct': reconstruct,
  'numpy dtype': (code) => (typeof code === 'string' ? new NumpyType(code) : undefined),
  'numpy.core.multiarray scalar': scalar,
  'numpy._core.multiarray scalar': scalar,
  '_codecs encode': (text, encoding) => (typeof text === 'string' && encoding === 'latin1' ? latin1Bytes(text) : undefined),
};

/** Carries out a call of the list; every other call becomes a {@link Placeholder}. */
export function callGlobal(callee: unknown, argumentList: unknown): unknown {
  if (!(callee instanceof GlobalName)) return new Placeholder(new GlobalName('', 'call'), [callee, argumentList]);
  const key = `${callee.module} ${callee.name}`;
  const call = Object.hasOwn(calls, key) ? calls[key] : undefined;
  const result = call !== undefined && Array.isArray(argumentList) ? call(...(argumentList as unknown[])) : undefined;
  return result ?? new Placeholder(callee, argumentList);
}

function isStorage(value: unknown): value is StorageReference {
  return typeof value === 'object' && value !== null && 'key' in value && 'elements' in value;
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}
