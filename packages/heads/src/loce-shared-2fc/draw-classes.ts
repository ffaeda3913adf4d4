/**
 * Draws classes with replacement, probability ∝ 1 / (s̄ + 1e-7): the inverse distribution function at sorted uniform numbers.
 *
 * @param meanScores s̄ of the foreground classes and the background, which is not drawn [C + 1]
 * @param uniforms one number in [0, 1) per class to draw
 * @see fcjian/LOCE mmdet/models/utils/mfs.py
 */
export function drawClasses(meanScores: ArrayLike<number>, uniforms: ArrayLike<number>): Int32Array {
  const inverse = Array.from(meanScores, (score) => 1 / (score + 1e-7)).slice(0, -1);
  const total = inverse.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  const cumulative = inverse.map((value) => (sum += value) / total);
  const sorted = Float64Array.from(uniforms).sort();
  return Int32Array.from(sorted, (u) => {
    const label = cumulative.findIndex((edge) => u < edge);
    return label < 0 ? inverse.length - 1 : label;
  });
}
