/**
 * Whether the outline of a polygon meets itself other than at the corners between neighbouring edges. Repeated corners in a
 * row are taken as one. Time grows with the square of the corners.
 *
 * @param points `x0, y0, x1, y1, …`
 */
export function touchesItself(points: ArrayLike<number>): boolean {
  const corners = distinctCorners(points);
  const count = corners.length;
  if (count < 3) return true;
  for (let i = 0; i < count; i++) {
    const [a, b] = [corners[i], corners[(i + 1) % count]];
    // Neighbours share a corner; they touch elsewhere only if the outline turns back on itself.
    if (turnsBack(a, b, corners[(i + 2) % count])) return true;
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      if (segmentsMeet(a, b, corners[j], corners[(j + 1) % count])) return true;
    }
  }
  return false;
}

type Point = readonly [x: number, y: number];

function distinctCorners(points: ArrayLike<number>): readonly Point[] {
  const corners: Point[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const last = corners.at(-1);
    if (last?.[0] !== points[i] || last[1] !== points[i + 1]) corners.push([points[i], points[i + 1]]);
  }
  const [first, last] = [corners.at(0), corners.at(-1)];
  if (corners.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1]) corners.pop();
  return corners;
}

/** Twice the signed area of a triangle; its sign says on which side of a → b the point c lies. */
const side = (a: Point, b: Point, c: Point) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

function turnsBack(a: Point, b: Point, c: Point): boolean {
  return side(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;
}

function segmentsMeet(a: Point, b: Point, c: Point, d: Point): boolean {
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) return false;
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return false;
  // Their boxes meet; they do too if each segment's ends lie on both sides of (or on) the other's line.
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}
