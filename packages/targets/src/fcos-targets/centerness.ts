/**
 * How central a point lies in its box: √( min(l, r) / max(l, r) · min(t, b) / max(t, b) ).
 *
 * @param sides distances l, t, r, b, all positive
 * @see Tian et al., "FCOS", ICCV 2019, Eq. (3)
 */
export function centerness([left, top, right, bottom]: ArrayLike<number> & Iterable<number>): number {
  return Math.sqrt((Math.min(left, right) / Math.max(left, right)) * (Math.min(top, bottom) / Math.max(top, bottom)));
}
