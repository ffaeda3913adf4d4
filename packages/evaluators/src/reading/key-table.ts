/** Known keys of an object, recognised from their bytes without making strings. */
export class KeyTable {
  /** Keys by number. */
  readonly names: readonly string[];
  readonly #keys: readonly Uint8Array[];
  readonly #names: ReadonlyMap<string, number>;

  /** Last key that was found, and for each key (from −1, the beginning) the one that followed it. */
  #last = -1;
  readonly #followers: Int32Array;

  /** @param names keys of ASCII letters; a key's number is its place here */
  constructor(names: readonly string[]) {
    const encoder = new TextEncoder();
    this.names = names;
    this.#keys = names.map((name) => encoder.encode(name));
    this.#followers = new Int32Array(names.length + 1);
    this.#names = new Map(names.map((name, i) => [name, i]));
  }

  /**
   * Keys mostly follow one another as in the record before, so the follower of the last key is tried first.
   *
   * @returns number of the key in `bytes[start … end)`, −1 if it is not known
   */
  find(bytes: Uint8Array, start: number, end: number): number {
    const last = this.#last;
    const guess = this.#followers[last + 1];
    if (this.#equals(guess, bytes, start, end)) return (this.#last = guess);
    let key = this.#keys.length - 1;
    while (key >= 0 && !this.#equals(key, bytes, start, end)) key--;
    if (key >= 0) this.#followers[last + 1] = this.#last = key;
    return key;
  }

  /** @returns number of a key that was written with escapes */
  findName(name: string): number {
    return this.#names.get(name) ?? -1;
  }

  #equals(k: number, bytes: Uint8Array, start: number, end: number): boolean {
    const key = this.#keys[k];
    const length = end - start;
    if (key.length !== length) return false;
    for (let i = 0; i < length; i++) if (key[i] !== bytes[start + i]) return false;
    return true;
  }
}
