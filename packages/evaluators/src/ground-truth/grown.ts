type Column = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** @returns a column of the same kind with room for `capacity` values that begins with those of the old one */
export function grown<A extends Column>(column: A, capacity: number): A {
  const larger = new (column.constructor as new (length: number) => A)(capacity);
  larger.set(column);
  return larger;
}

/**
 * How large to make a column that is full: half as large again, or what the rest of the file makes likely, so that it is
 * copied once only. Room that stays unused costs addresses, no memory.
 */
export function nextCapacity(needed: number, expected = 0): number {
  return Math.ceil(Math.max(1.5 * needed, 1.05 * expected));
}
