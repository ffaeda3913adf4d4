/** Which classes are verified on which images: a bit for each pair. */
export class ClassFlags {
  readonly #words: number;
  readonly #bits: Uint32Array;

  /** @param images number of images @param classes number of classes */
  constructor(images: number, classes: number) {
    this.#words = (classes + 31) >>> 5;
    this.#bits = new Uint32Array(images * this.#words);
  }

  /** @param image its place @param category place of the class */
  set(image: number, category: number): void {
    this.#bits[image * this.#words + (category >>> 5)] |= 1 << (category & 31);
  }

  has(image: number, category: number): boolean {
    return ((this.#bits[image * this.#words + (category >>> 5)] >>> (category & 31)) & 1) === 1;
  }
}
