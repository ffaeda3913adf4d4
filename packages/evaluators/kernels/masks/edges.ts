import { addMark } from './marks';

/** Corners are rounded to a grid of this many points per pixel. */
const UPSAMPLING: f64 = 5;
/** Position of a pixel's centre on that grid. */
const CENTRE: f64 = 2;

/**
 * Marks, in every pixel column whose centre line the edge crosses, the first pixel below the crossing.
 *
 * @see packages/geometry, polygons-to-mask.ts, whose arithmetic this is
 */
export function markEdge(xFrom: f64, yFrom: f64, xTo: f64, yTo: f64, height: i32, width: i32): void {
  const left = min(xFrom, xTo);
  const right = max(xFrom, xTo);
  const first = max(0, <i32>ceil((left - CENTRE) / UPSAMPLING));
  const last = min(width - 1, <i32>floor((right - 1 - CENTRE) / UPSAMPLING));
  if (first > last) return;
  if (right - left >= abs(yTo - yFrom)) {
    const swap = xFrom > xTo;
    markFlatEdge(left, swap ? yTo : yFrom, (swap ? yFrom - yTo : yTo - yFrom) / (right - left), first, last, height);
  } else if (yFrom > yTo) markSteepEdge(xTo, yTo, xFrom - xTo, yFrom - yTo, first, last, height);
  else markSteepEdge(xFrom, yFrom, xTo - xFrom, yTo - yFrom, first, last, height);
}

function markFlatEdge(x: f64, y: f64, slope: f64, first: i32, last: i32, height: i32): void {
  const origin = x - CENTRE - (slope < 0 ? 1 : 0);
  for (let column = first; column <= last; column++) {
    addMark(column, pixelBelow(y + slope * (UPSAMPLING * <f64>column - origin) + 0.5, height));
  }
}

function markSteepEdge(x: f64, y: f64, across: f64, steps: f64, first: i32, last: i32, height: i32): void {
  const slope = across / steps;
  const inverse = 1 / slope;
  for (let column = first; column <= last; column++) {
    const u = UPSAMPLING * <f64>column + CENTRE;
    let t = min(max(ceil((u + 0.5 - x) * inverse), 1), steps);
    while (t > 1 && hasPassed(x, slope, t - 1, u)) t--;
    while (t < steps && !hasPassed(x, slope, t, u)) t++;
    addMark(column, pixelBelow(y + t - 1, height));
  }
}

@inline
function hasPassed(x: f64, slope: f64, t: f64, u: f64): bool {
  const reached = trunc(x + slope * t + 0.5);
  return slope > 0 ? reached > u : reached <= u;
}

@inline
function pixelBelow(v: f64, height: i32): i32 {
  const row = <i32>min(max(v, 0), UPSAMPLING * <f64>height);
  return (row + <i32>CENTRE) / <i32>UPSAMPLING;
}
