/** Makes the columns that a class is matched in; where a kernel matches, they lie in its memory. */
export interface ColumnFactory {
  floats(length: number): Float64Array<ArrayBuffer>;
  integers(length: number): Int32Array<ArrayBuffer>;
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

/** Columns of their own. */
export const HEAP_COLUMNS: ColumnFactory = {
  floats: (length) => new Float64Array(length),
  integers: (length) => new Int32Array(length),
  bytes: (length) => new Uint8Array(length),
};
