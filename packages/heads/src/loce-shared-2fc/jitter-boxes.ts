/** Boxes made around each ground truth. */
export const boxesPerTruth = 16;

/**
 * Sixteen boxes around each ground-truth box for the feature memory: every corner coordinate moves by s · u/6 of the box's size,
 * s over all sign patterns (−1 first, x1 slowest), u drawn per coordinate and pattern and shared by all boxes of the image.
 *
 * @param boxes [G · 4]
 * @param uniforms numbers in [0, 1), coordinate by coordinate [4 · 16]
 * @param width of the image in pixels; boxes are clamped to [0, width − 1]
 * @returns [G · 16 · 4]
 */
export function jitterBoxes(boxes: ArrayLike<number>, uniforms: ArrayLike<number>, width: number, height: number): Float64Array {
  const out = new Float64Array(boxes.length * boxesPerTruth);
  for (let g = 0; g < boxes.length; g += 4) {
    const size = [boxes[g + 2] - boxes[g], boxes[g + 3] - boxes[g + 1]];
    for (let pattern = 0; pattern < boxesPerTruth; pattern++) {
      for (let k = 0; k < 4; k++) {
        const sign = ((pattern >> (3 - k)) & 1) === 1 ? 1 : -1;
        const moved = boxes[g + k] + (sign * uniforms[k * boxesPerTruth + pattern] * size[k % 2]) / 6;
        out[g * boxesPerTruth + pattern * 4 + k] = Math.min(Math.max(moved, 0), (k % 2 === 0 ? width : height) - 1);
      }
    }
  }
  return out;
}
