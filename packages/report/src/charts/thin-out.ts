/**
 * Thins a curve out by averaging neighbouring points, so that long logs stay small and noise does not hide the course.
 *
 * @param points sorted by x
 * @param most largest number of points that are left
 */
export function thinOut(points: readonly (readonly [number, number])[], most: number): (readonly [number, number])[] {
  const size = Math.ceil(points.length / most);
  if (size <= 1) return [...points];
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) => {
    const group = points.slice(index * size, (index + 1) * size);
    const mean = (axis: 0 | 1): number => group.reduce((sum, point) => sum + point[axis], 0) / group.length;
    return [mean(0), mean(1)] as const;
  });
}
