import { DataError } from '@ecm/core';

import { WideIds } from './wide-ids.js';

/** Largest id that is looked up through a table instead of a binary search; the table then takes 16 MB. */
const LARGEST_TABLE = 1 << 22;

/** Sorted ids of a file and the position of each: the inner numbering of images and categories. */
export class IdIndex {
  /** Ids in ascending order. */
  readonly ids: Float64Array;
  readonly #table: Int32Array | undefined;

  /**
   * @param ids distinct integers in ascending order
   * @param where file, for messages @param kind what the ids name, e.g. `"image"` @param wideIds what stands for which id, for messages
   * @throws DataError if an id occurs twice
   */
  constructor(ids: Float64Array, where: string, kind: string, wideIds = new WideIds()) {
    for (let i = 1; i < ids.length; i++) {
      if (ids[i] === ids[i - 1])
        throw new DataError(where, `${kind} ${wideIds.idOf(ids[i])}`, `this id occurs twice; every ${kind} needs an id of its own.`);
    }
    this.ids = ids;
    const largest = ids.length === 0 ? -1 : ids[ids.length - 1];
    if (largest <= LARGEST_TABLE && (ids.length === 0 || ids[0] >= 0)) {
      this.#table = new Int32Array(largest + 1).fill(-1);
      for (let i = 0; i < ids.length; i++) this.#table[ids[i]] = i;
    }
  }

  get size(): number {
    return this.ids.length;
  }

  /** @returns position of the id in `ids`, −1 if it is unknown */
  indexOf(id: number): number {
    const table = this.#table;
    if (table !== undefined) return id >= 0 && id < table.length && Number.isInteger(id) ? table[id] : -1;
    let low = 0;
    let high = this.ids.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.ids[middle];
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
