/** Numbers from `first` to `last`, evenly spaced, both ends included. */
export const evenly = (first: number, last: number, intervals: number): number[] =>
  Array.from({ length: intervals + 1 }, (_, i) => first + ((last - first) * i) / intervals);

/** 10^exponent, rounded once: `10 ** -4` is not 0.0001 everywhere. */
export const powerOfTen = (exponent: number): number => (Number.isInteger(exponent) ? Number(`1e${exponent}`) : 10 ** exponent);

/** Numbers from 10^first to 10^last, evenly spaced in the exponent. */
export const decades = (first: number, last: number, perDecade: number): number[] =>
  Array.from({ length: (last - first) * perDecade + 1 }, (_, i) => powerOfTen(first + i / perDecade));

/** Middle of the sorted values; the mean of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
