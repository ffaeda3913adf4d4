/**
 * Points of the cells of a feature map in image pixels: `((x + offset) · stride, (y + offset) · stride)`.
 *
 * @param offset 0.5 for the middle of a cell (FCOS), 0 for its corner (VarifocalNet)
 * @returns x, y of each cell, rows first; float32 [height · width · 2]
 * @see mmdetection, core/anchor/point_generator.py, MlvlPointGenerator
 */
export function cellPoints(height: number, width: number, stride: number, offset: number): Float32Array {
  const points = new Float32Array(height * width * 2);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      points[at++] = (x + offset) * stride;
      points[at++] = (y + offset) * stride;
    }
  }
  return points;
}
