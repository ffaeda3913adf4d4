/**
 * Positions in a mask that come in any order and leave in ascending order. They are sorted by column first, since a column rarely
 * has more than a few. Keeps its working memory between uses.
 */
export class ColumnMarks {
  #columns: Int32Array = new Int32Array(256);
  #rows: Int32Array = new Int32Array(256);
  #sorted: Uint32Array = new Uint32Array(257);
  #starts = new Int32Array(1024);
  #ends = new Int32Array(1024);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  /** Adds a position. @param row at most the height */
  add(column: number, row: number): void {
    if (this.#length === this.#columns.length) this.#grow();
    this.#columns[this.#length] = column;
    this.#rows[this.#length++] = row;
  }

  /** @returns positions `column · height + row` in ascending order, then that of the end; valid until the next use */
  sorted(height: number, width: number): Uint32Array {
    if (width > this.#ends.length) {
      this.#starts = new Int32Array(2 * width);
      this.#ends = new Int32Array(2 * width);
    }
    const starts = this.#starts;
    const ends = this.#ends;
    const columns = this.#columns;
    const rows = this.#rows;
    const sorted = this.#sorted;
    const length = this.#length;
    // Most objects take few of an image's columns.
    let first = width;
    let last = -1;
    for (let i = 0; i < length; i++) {
      const column = columns[i];
      if (column < first) first = column;
      if (column > last) last = column;
    }
    if (last >= first) ends.fill(0, first, last + 1);
    for (let i = 0; i < length; i++) ends[columns[i]]++;
    let start = 0;
    for (let x = first; x <= last; x++) {
      const count = ends[x];
      starts[x] = ends[x] = start;
      start += count;
    }
    for (let i = 0; i < length; i++) {
      const column = columns[i];
      const position = column * height + rows[i];
      let at = ends[column]++;
      while (at > starts[column] && sorted[at - 1] > position) {
        sorted[at] = sorted[at - 1];
        at--;
      }
      sorted[at] = position;
    }
    sorted[length] = height * width;
    return sorted.subarray(0, length + 1);
  }

  #grow(): void {
    const length = 2 * this.#length;
    this.#columns = longer(this.#columns, length);
    this.#rows = longer(this.#rows, length);
    this.#sorted = new Uint32Array(length + 1);
  }
}

function longer(from: Int32Array, length: number): Int32Array {
  const to = new Int32Array(length);
  to.set(from);
  return to;
}
