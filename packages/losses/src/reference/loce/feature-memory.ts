import type { Numbers } from '../stable.js';

/** A row that was drawn from the memory. */
export interface MemoryRow<Entry> {
  readonly label: number;
  readonly entry: Entry;
}

/**
 * Ring buffers of features, one per class.
 *
 * @see Feng et al., ICCV 2021, memory-augmented feature sampling; fcjian/LOCE mmdet/models/roi_heads/utils/mfs.py
 */
export class FeatureMemory<Entry> {
  readonly capacity: number;
  readonly #rings: (Entry | undefined)[][];
  readonly #next: Int32Array;

  /** @param capacity entries per class; 80 in the original */
  constructor(classes: number, capacity = 80) {
    this.capacity = capacity;
    this.#rings = Array.from({ length: classes }, () => []);
    this.#next = new Int32Array(classes);
  }

  /** Stores the entries of a step; of each class at most the first `capacity`. */
  write(labels: Numbers, entries: readonly Entry[]): void {
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
    return this.#rings[label].filter((entry): entry is Entry => entry !== undefined);
  }

  /** Slot of each class that was written last, plus one. */
  get pointers(): Int32Array {
    return this.#next.slice();
  }

  /**
   * Draws entries of drawn classes; classes without entries give none.
   *
   * @param labels drawn classes, see `drawClasses`
   * @param choose picks `perClass` of `count` entries by index, with replacement
   */
  sample(labels: Numbers, perClass: number, choose: (count: number, perClass: number) => Numbers): MemoryRow<Entry>[] {
    return Array.from(labels).flatMap((label) => {
      const entries = this.entries(label);
      if (entries.length === 0) return [];
      return Array.from(choose(entries.length, perClass), (index) => ({ label, entry: entries[index] }));
    });
  }
}

/**
 * Draws classes with replacement, probability ∝ 1 / (s̄ + 1e-7): the inverse distribution function at sorted uniform numbers.
 *
 * @param meanScores of the foreground classes and the background, which is not drawn [C + 1]
 * @param uniforms one number in [0, 1) per class to draw
 */
export function drawClasses(meanScores: Numbers, uniforms: Numbers): Int32Array {
  const inverse = Array.from(meanScores, (score) => 1 / (score + 1e-7)).slice(0, -1);
  const total = inverse.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  const cumulative = inverse.map((value) => (sum += value) / total);
  const sorted = Float64Array.from(uniforms).sort();
  return Int32Array.from(sorted, (u) => {
    const label = cumulative.findIndex((edge) => u < edge);
    return label < 0 ? inverse.length - 1 : label;
  });
}
