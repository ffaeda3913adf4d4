/**
 * Reorders the axes of a dense array.
 *
 * @param data row-major values
 * @param shape sizes of the axes of `data`
 * @param order axis of `data` that each axis of the result shows
 */
export function permute(data: Float32Array, shape: readonly number[], order: readonly number[]): Float32Array {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * shape[axis + 1];
  const sizes = order.map((axis) => shape[axis]);
  const steps = order.map((axis) => strides[axis]);
  const result = new Float32Array(data.length);
  const position = new Array<number>(shape.length).fill(0);
  for (let at = 0, from = 0; at < result.length; at++) {
    result[at] = data[from];
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      from += steps[axis];
      if (++position[axis] < sizes[axis]) break;
      from -= steps[axis] * sizes[axis];
      position[axis] = 0;
    }
  }
  return result;
}
