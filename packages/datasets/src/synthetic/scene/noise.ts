/**
 * A fast stream of random bytes for textures (xorshift32). Streams of several billion numbers are not needed here, speed is:
 * an image of 96 × 96 pixels takes some 30,000 of them.
 */
export class NoiseBytes {
  #state: number;
  #left = 0;
  #bits = 0;

  constructor(seed: number) {
    // Zero is the one state that never changes.
    this.#state = seed | 0 || 0x6d2b79f5;
  }

  /** @returns 0 … 255 */
  next(): number {
    if (this.#left === 0) {
      let x = this.#state;
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      this.#state = x;
      this.#bits = x;
      this.#left = 4;
    }
    const byte = this.#bits & 255;
    this.#bits >>>= 8;
    this.#left--;
    return byte;
  }
}
