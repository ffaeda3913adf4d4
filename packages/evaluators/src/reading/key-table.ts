/** Known keys of an object, recognised from their bytes without making strings. */
export class KeyTable {
  readonly #keys: readonly Uint8Array[];
  readonly #names: ReadonlyMap<string, number>;

  /** @param names keys of ASCII letters; a key's number is its place here */
  constructor(names: readonly string[]) {
    const encoder = new TextEncoder();
    this.#keys = names.map((name) => encoder.encode(name));
    this.#names = new Map(names.map((name, i) => [name, i]));
  }

  /** @returns number of the key in `bytes[start … end)`, −1 if it is not known */
  find(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    for (let k = 0; k < this.#keys.length; k++) {
      const key = this.#keys[k];
      if (key.length !== length || key[0] !== bytes[start]) continue;
      let i = 1;
      while (i < length && key[i] === bytes[start + i]) i++;
      if (i === length) return k;
    }
    return -1;
  }

  /** @returns number of a key that was written with escapes */
  findName(name: string): number {
    return this.#names.get(name) ?? -1;
  }
}
