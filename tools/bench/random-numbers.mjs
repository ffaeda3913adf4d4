/**
 * Numbers that are the same in every run.
 *
 * @param seed 32 bits, not 0
 */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  /** xorshift32 in [0, 1). */
  const random = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const integer = (end) => Math.floor(random() * end);
  return { random, normal, integer };
}
