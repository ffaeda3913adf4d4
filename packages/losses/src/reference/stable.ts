/** Numbers by index: typed arrays and plain arrays alike. */
export type Numbers = ArrayLike<number>;

/** σ(x) = 1 / (1 + e^−x), without overflow on either side. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** ln(1 + e^x), without overflow; its derivative is σ(x). */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Binary cross-entropy of a logit z with a (soft) target t in [0, 1]; its derivative is σ(z) − t. */
export function binaryCrossEntropy(z: number, t: number): number {
  // For t = 1 and z > 0 the first two terms cancel exactly.
  return Math.max(z, 0) - t * z + Math.log1p(Math.exp(-Math.abs(z)));
}

/** ln Σ_j e^{z_j} over `count` numbers from `start`, without overflow; −∞ for no numbers. */
export function logSumExp(z: Numbers, start: number, count: number): number {
  let top = -Infinity;
  for (let j = start; j < start + count; j++) top = Math.max(top, z[j]);
  if (count === 0 || top === -Infinity) return top;
  let sum = 0;
  for (let j = start; j < start + count; j++) sum += Math.exp(z[j] - top);
  return top + Math.log(sum);
}

/** x^exponent for x in [0, 1] with 0^0 = 1; the exponents 0, 1, 2 of the focal losses take no call of `pow`. */
export function power(x: number, exponent: number): number {
  if (exponent === 2) return x * x;
  if (exponent === 1) return x;
  return exponent === 0 ? 1 : x ** exponent;
}
