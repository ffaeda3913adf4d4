const DIGITS = [0, 11, 22] as const;
const BUCKETS = 1 << 11;
const LAST = BUCKETS - 1;

/** Sorts positions by scores rounded to single precision, digit by digit; keeps its working memory between calls. */
export class RadixOrder {
  #keys: Uint32Array = new Uint32Array(0);
  #floats: Float32Array = new Float32Array(0);
  readonly #ends = DIGITS.map(() => new Int32Array(BUCKETS));

  /**
   * Sorts positions 0 … count − 1 by descending single-precision score, equal ones ascending.
   *
   * @param order receives them @param spare of the same length, is overwritten
   */
  sort(scores: Float64Array, count: number, order: Int32Array, spare: Int32Array): void {
    this.#reserve(count);
    const keys = this.#keys;
    const floats = this.#floats;
    // −0 becomes 0, which it equals.
    for (let i = 0; i < count; i++) floats[i] = scores[i] + 0;
    // As integers, bits of negative numbers ascend while the numbers descend; those of the others ascend with them.
    for (let i = 0; i < count; i++) if (keys[i] < 0x80000000) keys[i] ^= 0x7fffffff;
    const [low, middle, high] = this.#ends;
    for (const ends of this.#ends) ends.fill(0);
    for (let i = 0; i < count; i++) {
      const key = keys[i];
      low[key & LAST]++;
      middle[(key >>> 11) & LAST]++;
      high[key >>> 22]++;
    }
    for (let i = 0; i < count; i++) spare[i] = i;
    this.#scatter(spare, order, count, 0);
    this.#scatter(order, spare, count, 1);
    this.#scatter(spare, order, count, 2);
  }

  /** @returns end of the run of positions in `order` that begins at `start` and whose scores are equal in single precision */
  endOfTies(order: Int32Array, start: number, count: number): number {
    const keys = this.#keys;
    const key = keys[order[start]];
    let end = start + 1;
    while (end < count && keys[order[end]] === key) end++;
    return end;
  }

  #scatter(from: Int32Array, to: Int32Array, count: number, digit: 0 | 1 | 2): void {
    const keys = this.#keys;
    const shift = DIGITS[digit];
    const places = this.#ends[digit];
    let start = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const length = places[bucket];
      places[bucket] = start;
      start += length;
    }
    for (let i = 0; i < count; i++) {
      const position = from[i];
      to[places[(keys[position] >>> shift) & LAST]++] = position;
    }
  }

  #reserve(count: number): void {
    if (count <= this.#keys.length) return;
    const buffer = new ArrayBuffer(4 * Math.ceil(1.25 * count));
    this.#floats = new Float32Array(buffer);
    this.#keys = new Uint32Array(buffer);
  }
}
