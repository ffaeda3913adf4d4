const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Order of scores from high to low; of equal scores the one with the lower index comes first.
 *
 * A radix sort on the bits: detectors order up to a million scores per image. NaN comes first, as in PyTorch.
 *
 * @param scores float32 [n]
 * @returns indices into `scores`; int32 [n]
 */
export function descendingOrder(scores: Float32Array): Int32Array {
  const n = scores.length;
  const keys = descendingKeys(scores);
  let order = Int32Array.from(scores, (_, i) => i);
  let sorted = new Int32Array(n);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    const ends = new Uint32Array(DIGITS + 1);
    for (let i = 0; i < n; i++) ends[((keys[i] >>> shift) & (DIGITS - 1)) + 1]++;
    for (let digit = 0; digit < DIGITS; digit++) ends[digit + 1] += ends[digit];
    for (let i = 0; i < n; i++) {
      const index = order[i];
      sorted[ends[(keys[index] >>> shift) & (DIGITS - 1)]++] = index;
    }
    [order, sorted] = [sorted, order];
  }
  return order;
}

/** Unsigned integers that ascend where the scores descend. */
function descendingKeys(scores: Float32Array): Uint32Array {
  // Adding 0 turns −0 into 0, so that both are equal.
  const keys = new Uint32Array(scores.map((score) => score + 0).buffer);
  return keys.map((bits) => (bits >>> 31 === 1 ? bits : ~(bits | 0x80000000)));
}
