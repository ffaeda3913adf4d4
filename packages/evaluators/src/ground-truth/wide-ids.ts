/** The first integer that a double cannot tell from a neighbour, and the distance of doubles from there on. */
const [FIRST, STEP] = [2 ** 53, 2];

/** Integer ids beyond ±(2^53 − 1), which doubles cannot tell apart, and doubles beyond them that stand for the ids in columns. */
export class WideIds {
  #standIns = new Map<bigint, number>();
  #ids = new Map<number, bigint>();

  get size(): number {
    return this.#ids.size;
  }

  /** @returns the double that stands for an id from now on */
  add(id: bigint): number {
    const known = this.#standIns.get(id);
    if (known !== undefined) return known;
    const standIn = FIRST + STEP * this.size;
    this.#standIns.set(id, standIn);
    this.#ids.set(standIn, id);
    return standIn;
  }

  /** @returns the double that stands for an id, NaN if none does */
  find(id: bigint): number {
    return this.#standIns.get(id) ?? NaN;
  }

  /** @returns the id that a number stands for, or the number itself */
  idOf(value: number): bigint | number {
    return this.#ids.get(value) ?? value;
  }

  /** Whether a number is an id or stands for one. */
  isId(value: number): boolean {
    return Number.isSafeInteger(value) || this.#ids.has(value);
  }

  /**
   * Chooses the numbers anew so that they follow the order of the ids.
   *
   * @returns the new number of each old one
   */
  sort(): ReadonlyMap<number, number> {
    const sorted = [...this.#ids].sort(([, a], [, b]) => (a < b ? -1 : 1));
    const negative = sorted.filter(([, id]) => id < 0n).length;
    const renumbered = sorted.map(([old, id], i) => {
      const standIn = i < negative ? -FIRST - STEP * (negative - 1 - i) : FIRST + STEP * (i - negative);
      return { old, id, standIn };
    });
    this.#standIns = new Map(renumbered.map(({ id, standIn }) => [id, standIn]));
    this.#ids = new Map(renumbered.map(({ id, standIn }) => [standIn, id]));
    return new Map(renumbered.map(({ old, standIn }) => [old, standIn]));
  }
}
