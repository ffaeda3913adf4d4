import type { Numbers } from '../stable.js';

/**
 * Centerness targets √(min(l, r)/max(l, r) · min(t, b)/max(t, b)).
 *
 * @param distances left, top, right, bottom distances of each location to the sides of its box [P · 4]
 * @see Tian et al., FCOS, ICCV 2019, Eq. (3)
 */
export function centernessTargets(distances: Numbers): Float64Array {
  return Float64Array.from({ length: distances.length / 4 }, (_, row) => {
    const [l, t, r, b] = [0, 1, 2, 3].map((k) => distances[row * 4 + k]);
    return Math.sqrt((Math.min(l, r) / Math.max(l, r)) * (Math.min(t, b) / Math.max(t, b)));
  });
}

/** Distances of box centres to the sides of other boxes, `left, top, right, bottom` [P · 4]: what ATSS puts into its centerness. */
export function centerDistances(anchors: Numbers, truths: Numbers): Float64Array {
  return Float64Array.from(truths, (side, k) => {
    const row = k - (k % 4);
    const center = (anchors[row + (k % 2)] + anchors[row + 2 + (k % 2)]) / 2;
    return k % 4 < 2 ? center - side : side - center;
  });
}
