import type { ElementType } from '../element/element-type.js';
import type { ByteSource } from '../source/byte-source.js';

/** A name that a pickle refers to; never imported. */
export class GlobalName {
  readonly module: string;
  readonly name: string;

  constructor(module: string, name: string) {
    this.module = module;
    this.name = name;
  }
}

/** An object of a class that this reader does not know: its parts as inert data. */
export class Placeholder {
  readonly global: GlobalName;
  readonly argumentList: unknown;
  /** What BUILD, APPEND and SETITEM gave it. */
  readonly states: unknown[] = [];

  constructor(global: GlobalName, argumentList: unknown) {
    this.global = global;
    this.argumentList = argumentList;
  }
}

/** Where the elements of a storage lie in a file. */
export interface StoragePlace {
  /** Byte offset in the file. */
  readonly offset: number;
  readonly byteLength: number;
}

/** The file of a storage, and the places of all its storages by key. */
export interface StorageOrigin {
  readonly source: ByteSource;
  readonly places: ReadonlyMap<string, StoragePlace>;
}

/** Memory of a file that tensors are views of. */
export interface StorageReference {
  readonly type: ElementType;
  readonly key: string;
  /** Number of elements of the storage that the file holds. */
  readonly elements: number;
  /** First element of this view of it. */
  readonly start: number;
  readonly origin: StorageOrigin;
}

/** A tensor whose elements are still in the file; offset and strides in elements. */
export class TensorReference {
  readonly storage: StorageReference;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];

  constructor(storage: StorageReference, offset: number, shape: readonly number[], strides: readonly number[]) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

/** A numpy element type, filled by its constructor and BUILD. */
export class NumpyType {
  readonly code: string;
  bigEndian = false;

  constructor(code: string) {
    this.code = code;
  }
}

/** A numpy array, filled by BUILD. */
export class NumpyArray {
  shape: readonly number[] = [];
  type: NumpyType | undefined;
  fortranOrder = false;
  bytes: Uint8Array = new Uint8Array(0);
}
