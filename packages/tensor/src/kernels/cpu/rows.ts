/** @returns the rows of x [·, width] that `indices` names */
export function gatherRows(x: Float32Array, indices: Int32Array, width: number): Float32Array {
  const y = new Float32Array(indices.length * width);
  indices.forEach((row, at) => {
    y.set(x.subarray(row * width, (row + 1) * width), at * width);
  });
  return y;
}

/** @returns `rows` rows, each the sum of the rows of y [P, width] that `indices` sends there; indices outside are left out */
export function scatterAddRows(y: Float32Array, indices: ArrayLike<number>, rows: number, width: number): Float32Array {
  const x = new Float32Array(rows * width);
  for (let at = 0, from = 0; at < indices.length; at++, from += width) {
    const row = indices[at];
    if (row < 0 || row >= rows) continue;
    for (let i = 0; i < width; i++) x[row * width + i] += y[from + i];
  }
  return x;
}
