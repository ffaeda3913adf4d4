/** Number of values ≤ x. @param sorted ascending */
export function upperBound(sorted: Float64Array, x: number): number {
  return firstIndex(sorted, (value) => value > x);
}

/** Number of values < x. @param sorted ascending */
export function lowerBound(sorted: Float64Array, x: number): number {
  return firstIndex(sorted, (value) => value >= x);
}

function firstIndex(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
