/** Lists of spans `[start, end)`, each list ascending and without overlaps, one after the other in one array. */
export class SpanLists {
  /** `start, end` of each span. */
  #bounds: Int32Array;
  /** List i lies from `#offsets[i]` to `#offsets[i + 1]`. */
  #offsets: Int32Array;
  #lists = 0;

  /** @param lists, spans how many are expected; more make the arrays grow */
  constructor(lists: number, spans: number) {
    this.#offsets = new Int32Array(lists + 1);
    this.#bounds = new Int32Array(2 * spans);
  }

  /** Forgets all lists. */
  clear(): void {
    this.#lists = 0;
  }

  /** Where a list begins in `bounds`. */
  begin(list: number): number {
    return this.#offsets[list];
  }

  /** Where a list ends in `bounds`. */
  end(list: number): number {
    return this.#offsets[list + 1];
  }

  get bounds(): Int32Array {
    return this.#bounds;
  }

  /** Adds a list: the spans of another one, `margin` shorter at both ends; those that vanish are left out. */
  pushShortened(starts: Int32Array, ends: Int32Array, from: number, to: number, margin: number): void {
    let length = this.#room(2 * (to - from));
    for (let s = from; s < to; s++) {
      const [start, end] = [starts[s] + margin, ends[s] - margin];
      if (end <= start) continue;
      this.#bounds[length++] = start;
      this.#bounds[length++] = end;
    }
    this.#offsets[++this.#lists] = length;
  }

  /** Adds a copy of a list. */
  pushCopy(source: SpanLists, list: number): void {
    const [from, to] = [source.begin(list), source.end(list)];
    let length = this.#room(to - from);
    for (let i = from; i < to; i++) this.#bounds[length++] = source.#bounds[i];
    this.#offsets[++this.#lists] = length;
  }

  /** Adds what two lists have in common. */
  pushIntersection(a: SpanLists, listA: number, b: SpanLists, listB: number): void {
    let i = a.begin(listA);
    let j = b.begin(listB);
    const [endA, endB] = [a.end(listA), b.end(listB)];
    let length = this.#room(endA - i + endB - j);
    const bounds = this.#bounds;
    while (i < endA && j < endB) {
      const lastA = a.#bounds[i + 1];
      const lastB = b.#bounds[j + 1];
      const start = a.#bounds[i] > b.#bounds[j] ? a.#bounds[i] : b.#bounds[j];
      const end = lastA < lastB ? lastA : lastB;
      if (start < end) {
        bounds[length++] = start;
        bounds[length++] = end;
      }
      if (lastA <= lastB) i += 2;
      if (lastB <= lastA) j += 2;
    }
    this.#offsets[++this.#lists] = length;
  }

  /** Makes sure that one more list of so many numbers fits. @returns where it begins */
  #room(numbers: number): number {
    const length = this.#offsets[this.#lists];
    if (length + numbers > this.#bounds.length) this.#bounds = grown(this.#bounds, length + numbers);
    if (this.#lists + 1 === this.#offsets.length) this.#offsets = grown(this.#offsets, this.#lists + 2);
    return length;
  }
}

function grown(values: Int32Array, least: number): Int32Array {
  const larger = new Int32Array(Math.max(2 * values.length, least));
  larger.set(values);
  return larger;
}
