const stepsPerOctave = 64;
const perStep = Math.LN2 / stepsPerOctave;
const perUnit = stepsPerOctave / Math.LN2;
/** 2^(−n/64), down to e^−44. */
const powers = Float64Array.from({ length: 64 * stepsPerOctave }, (_, n) => 2 ** (-n / stepsPerOctave));

const nodes = 64;
/** ln(1 + i/64) and 1/(1 + i/64). */
const logarithms = Float64Array.from({ length: nodes + 1 }, (_, i) => Math.log1p(i / nodes));
const inverses = Float64Array.from({ length: nodes + 1 }, (_, i) => 1 / (1 + i / nodes));

/**
 * e^x for x ≤ 0 with a relative error below 5e-11, in a fraction of the time of `Math.exp`; NaN stays NaN.
 *
 * x = −n·ln2/64 + r with |r| ≤ ln2/128: a table of 2^(−n/64) times a polynomial in r.
 */
export function exponential(x: number): number {
  // Written so that NaN, too, takes this branch.
  if (!(x > -44)) return Math.exp(x);
  const n = (0.5 - x * perUnit) | 0;
  const r = x + n * perStep;
  return (1 + r * (1 + r * (1 / 2 + r / 6))) * powers[n];
}

/**
 * ln(1 + e) for e in [0, 1] with a relative error below 1e-9: ln(1 + i/64) from a table, i/64 next to e, and ln(1 + t) for the rest,
 * |t| ≤ 1/128, as a short series. Next to 0 the table has 0, so that small numbers keep their digits.
 */
export function log1pOfUnit(e: number): number {
  const i = (e * nodes + 0.5) | 0;
  const t = (e - i / nodes) * inverses[i];
  return logarithms[i] + t * (1 - t * (1 / 2 - t * (1 / 3 - t / 4)));
}
