import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

import type { RandomStream } from './random-stream.js';
import { seedOf } from './seed.js';

/** Random numbers from a seed made of words and numbers (xoroshiro128+ of pure-rand); the same on every machine. */
export class SeededRandom implements RandomStream {
  #generator;

  constructor(...seed: readonly (string | number)[]) {
    this.#generator = xoroshiro128plus(seedOf(...seed));
    // The first numbers of neighbouring seeds are alike.
    for (let i = 0; i < 8; i++) this.#generator.next();
  }

  uniform(): number {
    return (this.#generator.next() >>> 8) * 2 ** -24;
  }

  normal(): number {
    // Box–Muller; 1 − u is in (0, 1], so the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  integer(limit: number): number {
    return uniformInt(this.#generator, 0, limit - 1);
  }

  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, index) => index);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const swapped = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = swapped;
    }
    return order;
  }

  save(): readonly number[] {
    return this.#generator.getState();
  }

  restore(state: readonly number[]): void {
    this.#generator = xoroshiro128plusFromState(state);
  }
}
