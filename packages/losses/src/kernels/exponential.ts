const stepsPerOctave = 64;
const fractions = Float64Array.from({ length: stepsPerOctave }, (_, i) => 2 ** (i / stepsPerOctave));
const powers = Float64Array.from({ length: 1024 }, (_, i) => 2 ** -i);
const perStep = Math.LN2 / stepsPerOctave;
const perUnit = stepsPerOctave / Math.LN2;

/**
 * e^x for x ≤ 0 with a relative error below 2e-13, about half the time of `Math.exp`; 0 below −708, NaN stays NaN.
 *
 * x = −n·ln2/64 + r with |r| ≤ ln2/128: a table of 2^(i/64), a power of two, and a polynomial in r.
 */
export function exponential(x: number): number {
  // Written so that NaN, too, takes this branch.
  if (!(x > -708)) return x < 0 ? 0 : x;
  const n = (0.5 - x * perUnit) | 0;
  const r = x + n * perStep;
  const octave = (n + stepsPerOctave - 1) >> 6;
  return (1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r / 24)))) * fractions[(octave << 6) - n] * powers[octave];
}

/**
 * ln(1 + e) for e in [0, 1] with a relative error below 2e-9: 2 artanh(s) with s = e/(2 + e) ≤ 1/3, which keeps the series short.
 */
export function log1pOfUnit(e: number): number {
  const s = e / (2 + e);
  const q = s * s;
  return 2 * s * (1 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * (1 / 13 + q / 15)))))));
}
