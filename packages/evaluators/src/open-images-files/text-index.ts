const encoder = new TextEncoder();

/** Finds texts by their bytes, without making strings: ids of images and labels of classes in files of millions of rows. */
export class TextIndex {
  readonly #values: Int32Array;
  readonly #starts: Int32Array;
  readonly #bytes: Uint8Array;
  /** Open hash table of entries, −1 where empty. */
  readonly #slots: Int32Array;
  /** Rows that name the same text mostly follow one another. */
  #last = 0;

  /** @param entries texts and what each stands for, a number from 0 on; the first of equal texts counts */
  constructor(entries: readonly (readonly [text: string, value: number])[]) {
    const texts = entries.map(([text]) => encoder.encode(text));
    this.#values = Int32Array.from(entries, ([, value]) => value);
    this.#starts = new Int32Array(texts.length + 1);
    texts.forEach(({ length }, i) => (this.#starts[i + 1] = this.#starts[i] + length));
    this.#bytes = new Uint8Array(this.#starts[texts.length]);
    this.#slots = new Int32Array(1 << Math.ceil(Math.log2(2 * texts.length + 2))).fill(-1);
    texts.forEach((text, i) => {
      this.#bytes.set(text, this.#starts[i]);
      const slot = this.#slot(text, 0, text.length);
      if (this.#slots[slot] < 0) this.#slots[slot] = i;
    });
  }

  /** @returns what the text `bytes[start … end)` stands for, −1 if it is not known */
  find(bytes: Uint8Array, start: number, end: number): number {
    if (this.#last < this.#values.length && this.#equals(this.#last, bytes, start, end)) return this.#values[this.#last];
    const entry = this.#slots[this.#slot(bytes, start, end)];
    if (entry < 0) return -1;
    this.#last = entry;
    return this.#values[entry];
  }

  /** @returns what a text stands for, −1 if it is not known */
  findText(text: string): number {
    const bytes = encoder.encode(text);
    return this.find(bytes, 0, bytes.length);
  }

  /** @returns the slot of an equal text, or the empty one where it belongs */
  #slot(bytes: Uint8Array, start: number, end: number): number {
    // FNV-1a
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.#slots[slot] >= 0 && !this.#equals(this.#slots[slot], bytes, start, end)) slot = (slot + 1) & mask;
    return slot;
  }

  #equals(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[entry];
    if (this.#starts[entry + 1] - from !== end - start) return false;
    // From the end on: ids of neighbours begin alike.
    for (let i = end - start - 1; i >= 0; i--) if (this.#bytes[from + i] !== bytes[start + i]) return false;
    return true;
  }
}
