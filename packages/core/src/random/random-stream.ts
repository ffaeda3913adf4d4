/** A stream of random numbers. */
export interface RandomStream {
  /** @returns a number in [0, 1) with 24 random bits, exact in float32 */
  uniform(): number;
  /** @returns a number of the standard normal distribution */
  normal(): number;
  /** @returns an integer in [0, limit), unbiased */
  integer(limit: number): number;
  /** @returns 0 … n − 1 in random order */
  permutation(n: number): Int32Array;
  /** @returns the state, to be handed to `restore` */
  save(): readonly number[];
  restore(state: readonly number[]): void;
}
