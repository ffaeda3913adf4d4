import type { ElementType } from '../element/element-type.js';
import { storageTypeOf } from '../pickle/globals.js';
import type { StorageOrigin, StoragePlace, StorageReference } from '../pickle/pickle-values.js';
import type { ByteSource } from '../source/byte-source.js';

/**
 * Collects the storages that a pickle refers to, by `("storage", class, key, location, elements[, view])`.
 */
export class StorageList implements StorageOrigin {
  readonly source: ByteSource;
  /** Filled by the reader of the container once it knows where storages lie. */
  readonly places = new Map<string, StoragePlace>();
  readonly #types = new Map<string, ElementType>();

  /** @param source the file that holds the storages */
  constructor(source: ByteSource) {
    this.source = source;
  }

  /** Element type of each storage, by key. */
  get types(): ReadonlyMap<string, ElementType> {
    return this.#types;
  }

  /** Turns a persistent id into a reference. @throws Error if it is not one of a storage */
  readonly refer = (id: unknown): StorageReference => {
    const [kind, storageClass, key, , elements, view] = Array.isArray(id) ? (id as unknown[]) : [];
    const type = storageTypeOf(storageClass);
    const name = typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
    if (kind !== 'storage' || type === undefined || name === undefined || !isSize(elements)) {
      throw new Error('it refers to outside data that is no storage of a known type');
    }
    if ((this.#types.get(name) ?? type) !== type) throw new Error(`it gives storage ${name} two types`);
    this.#types.set(name, type);
    const [, start = 0, size = elements] = Array.isArray(view) ? (view as unknown[]) : [];
    if (!isSize(start) || !isSize(size)) throw new Error(`it has a view of storage ${name} without offset and size`);
    return { type, key: name, elements: size, start, origin: this };
  };
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
