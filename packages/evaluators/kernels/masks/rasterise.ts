import { markEdge } from './edges';
import { beginMarks, BYTES_A_COLUMN, BYTES_A_MARK, clearMarks, sortMarks } from './marks';
import { unite } from './unite';

const UPSAMPLING: i64 = 5;
/** Bytes of a position in three lists: of one polygon, of those before it, and of both. */
const BYTES_IN_LISTS: i64 = 12;

/**
 * Makes the mask of an object from its polygons, each rasterised on its own, and writes it in their place.
 *
 * @param polygons each as the number of its coordinates and its corners `x0, y0, …` on the grid that rasterising begins with, int32;
 * `roomToRasterise` bytes behind `end` may be used
 * @returns end of the mask
 * @see packages/geometry, polygons-to-mask.ts, which does the same for the host
 */
export function rasterise(polygons: usize, end: usize, height: i32, width: i32): usize {
  const united = beginMarks(end, <i32>countMarks(polygons, end, width), width);
  let unitedEnd = united;
  for (let p = polygons; p < end;) {
    const next = behind(p);
    clearMarks();
    markPolygon(p + 4, load<i32>(p) >> 1, height, width);
    const ownEnd = sortMarks(unitedEnd, height, width);
    if (unitedEnd == united) unitedEnd = ownEnd;
    else {
      const bothEnd = unite(united, unitedEnd, unitedEnd, ownEnd, ownEnd);
      memory.copy(united, ownEnd, bothEnd - ownEnd);
      unitedEnd = united + (bothEnd - ownEnd);
    }
    p = next;
  }
  memory.copy(polygons, united, unitedEnd - united);
  return polygons + (unitedEnd - united);
}

/** @returns bytes behind the polygons that `rasterise` needs */
export function roomToRasterise(polygons: usize, end: usize, width: i32): f64 {
  return <f64>(countMarks(polygons, end, width) * (BYTES_A_MARK + BYTES_IN_LISTS) + <i64>width * BYTES_A_COLUMN + 64);
}

/** @returns the most positions that lists of all polygons can have */
function countMarks(polygons: usize, end: usize, width: i32): i64 {
  let marks: i64 = 0;
  for (let p = polygons; p < end;) {
    const next = behind(p);
    // An odd number of marks is made even.
    marks++;
    const corners = p + 4;
    const cornersEnd = corners + (<usize>(load<i32>(p) >> 1) << 3);
    let x0: i64 = cornersEnd > corners ? load<i32>(cornersEnd - 8) : 0;
    for (let at = corners; at < cornersEnd; at += 8) {
      const x1: i64 = load<i32>(at);
      marks += min(<i64>width, (x1 > x0 ? x1 - x0 : x0 - x1) / UPSAMPLING + 1);
      x0 = x1;
    }
    p = next;
  }
  return marks;
}

@inline
function behind(polygon: usize): usize {
  return polygon + 4 + ((<usize>load<i32>(polygon)) << 2);
}

function markPolygon(corners: usize, count: i32, height: i32, width: i32): void {
  if (count == 0) return;
  const end = corners + ((<usize>count) << 3);
  let x0: f64 = load<i32>(end - 8);
  let y0: f64 = load<i32>(end - 4);
  for (let p = corners; p < end; p += 8) {
    const x1: f64 = load<i32>(p);
    const y1: f64 = load<i32>(p, 4);
    markEdge(x0, y0, x1, y1, height, width);
    x0 = x1;
    y0 = y1;
  }
}
