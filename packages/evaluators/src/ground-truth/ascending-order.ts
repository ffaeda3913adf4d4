/** @returns positions of the values in ascending order of value; equal values keep their order */
export function ascendingOrder(values: Float64Array): Int32Array {
  const order = Int32Array.from(values, (_, i) => i);
  let sorted = true;
  for (let i = 1; sorted && i < values.length; i++) sorted = values[i - 1] <= values[i];
  return sorted ? order : order.sort((a, b) => values[a] - values[b] || a - b);
}
