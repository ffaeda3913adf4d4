/** A row that was drawn from a memory. */
export interface MemoryRow<Entry> {
  readonly label: number;
  readonly entry: Entry;
}

/**
 * Ring buffers of features, one per class.
 *
 * @see Feng et al., ICCV 2021, memory-augmented feature sampling; fcjian/LOCE mmdet/models/utils/mfs.py
 */
export class FeatureMemory<Entry> {
  readonly capacity: number;
  readonly #rings: Entry[][];
  readonly #next: Int32Array;

  /** @param capacity entries per class; 80 in the original */
  constructor(classes: number, capacity = 80) {
    this.capacity = capacity;
    this.#rings = Array.from({ length: classes }, () => []);
    this.#next = new Int32Array(classes);
  }

  /** Stores the entries of a step; of each class at most the first `capacity`. */
  write(labels: ArrayLike<number>, entries: readonly Entry[]): void {
    const written = new Int32Array(this.#rings.length);
    entries.forEach((entry, i) => {
      const label = labels[i];
      if (written[label]++ >= this.capacity) return;
      if (this.#next[label] === this.capacity) this.#next[label] = 0;
      this.#rings[label][this.#next[label]++] = entry;
    });
  }

  /** Entries of a class in the order of their slots. */
  entries(label: number): readonly Entry[] {
    return this.#rings[label];
  }

  /** Slot of each class that was written last, plus one. */
  get pointers(): Int32Array {
    return this.#next.slice();
  }

  /** Replaces the content. @param entries of each class in the order of their slots @param pointers see `pointers` */
  restore(entries: readonly (readonly Entry[])[], pointers: ArrayLike<number>): void {
    entries.forEach((own, label) => (this.#rings[label] = [...own]));
    this.#next.set(Array.from(pointers));
  }

  /**
   * Draws entries of drawn classes; classes without entries give none.
   *
   * @param labels drawn classes, see `drawClasses`
   * @param choose picks `perClass` of `count` entries by index, with replacement
   */
  sample(labels: ArrayLike<number>, perClass: number, choose: (count: number, perClass: number) => ArrayLike<number>): MemoryRow<Entry>[] {
    return Array.from(labels).flatMap((label) => {
      const entries = this.entries(label);
      if (entries.length === 0) return [];
      return Array.from(choose(entries.length, perClass), (index) => ({ label, entry: entries[index] }));
    });
  }
}
