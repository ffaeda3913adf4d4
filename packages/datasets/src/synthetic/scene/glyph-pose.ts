import type { RandomStream } from '@ecm/core';

/** How a glyph is drawn. */
export interface GlyphPose {
  /** Longer side before rotation, in pixels. */
  readonly size: number;
  /** Width over height, relative to the glyph's own. */
  readonly aspect: number;
  readonly cosine: number;
  readonly sine: number;
  readonly flipped: boolean;
  /** Factors of red, green and blue: brightness times colour cast. */
  readonly gains: readonly [number, number, number];
}

/** tan(25° / 2): rotations reach ±25°. */
const tangentOfHalfAngle = 0.221694662642794;
const sizeSteps = 64;

/**
 * Draws poses at random: size log-uniform, rotation ±25°, aspect 0.85 … 1.18, mirrored or not, brightness 0.75 … 1.2 and colour
 * cast ±10 %. Uses sums, products, quotients and square roots only, which are rounded alike on every machine; sines, powers
 * and logarithms are not.
 */
export class PoseSampler {
  readonly #sizes: Float64Array;

  /** @param range smallest and largest size in pixels */
  constructor([smallest, largest]: readonly [number, number]) {
    // Six square roots give the ratio of neighbours among 65 geometrically spaced sizes.
    let ratio = largest / smallest;
    for (let i = 1; i < sizeSteps; i *= 2) ratio = Math.sqrt(ratio);
    this.#sizes = new Float64Array(sizeSteps + 1);
    for (let i = 0, size = smallest; i <= sizeSteps; i++, size *= ratio) this.#sizes[i] = size;
  }

  /** @param largest no size above this one is drawn, except the smallest of all */
  sample(random: RandomStream, largest = Infinity): GlyphPose {
    const between = (low: number, high: number): number => low + (high - low) * random.uniform();
    const steps = Math.max(1, this.#sizes.findLastIndex((size) => size <= largest) + 1);
    const size = this.#sizes[random.integer(steps)];
    // The rational form of cosine and sine in t = tan(angle / 2).
    const t = between(-tangentOfHalfAngle, tangentOfHalfAngle);
    const brightness = between(0.75, 1.2);
    return {
      size,
      aspect: between(0.85, 1.18),
      cosine: (1 - t * t) / (1 + t * t),
      sine: (2 * t) / (1 + t * t),
      flipped: random.integer(2) === 1,
      gains: [brightness * between(0.9, 1.1), brightness * between(0.9, 1.1), brightness * between(0.9, 1.1)],
    };
  }
}
