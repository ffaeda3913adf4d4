import { latin1Bytes } from './pickle-text.js';
import { NumpyArray, NumpyType, Placeholder } from './pickle-values.js';

/** Gives an object its state, as BUILD asks. @returns the object */
export function buildObject(target: unknown, state: unknown): unknown {
  if (target instanceof Placeholder) target.states.push(state);
  else if (target instanceof NumpyArray) fillArray(target, state);
  else if (target instanceof NumpyType) target.bigEndian = Array.isArray(state) && state[1] === '>';
  // Attributes of dicts and lists, e.g. the versions of modules, are left out.
  else if (!(target instanceof Map || Array.isArray(target))) throw new Error('it gives a state to something that has none');
  return target;
}

function fillArray(array: NumpyArray, state: unknown): void {
  const [, shape, type, fortranOrder, data] = Array.isArray(state) ? (state as unknown[]) : [];
  const bytes = typeof data === 'string' ? latin1Bytes(data) : data;
  const sizes = Array.isArray(shape) ? (shape as unknown[]) : [undefined];
  if (!sizes.every((size) => typeof size === 'number') || !(type instanceof NumpyType))
    throw new Error('it has a numpy array without shape or type');
  // Arrays of objects have a list instead of bytes; whoever needs their elements sees it by the type.
  const content = bytes instanceof Uint8Array ? bytes : new Uint8Array(0);
  Object.assign(array, { shape: sizes, type, fortranOrder: fortranOrder === true, bytes: content });
}
