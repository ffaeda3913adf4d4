/** Bytes that `beginMarks` takes for each mark and column. */
export const BYTES_A_MARK: i64 = 8;
export const BYTES_A_COLUMN: i64 = 8;

/** Marks: column and row, int32. */
let marks: usize = 0;
let marksEnd: usize = 0;
/** For each column of the image where its marks begin and end in the sorted list, int32. */
let starts: usize = 0;
let ends: usize = 0;

/** Takes working memory from `start` on. @returns behind it */
export function beginMarks(start: usize, count: i32, width: i32): usize {
  marks = (start + 7) & ~7;
  marksEnd = marks;
  starts = marks + ((<usize>count) << 3);
  ends = starts + ((<usize>width) << 2);
  return ends + ((<usize>width) << 2);
}

export function clearMarks(): void {
  marksEnd = marks;
}

@inline
export function addMark(column: i32, row: i32): void {
  store<i32>(marksEnd, column);
  store<i32>(marksEnd, row, 4);
  marksEnd += 8;
}

/**
 * Writes positions `column · height + row` in ascending order, by column first, since a column rarely has more than a few. Every
 * position switches between unset and set, so they are a mask; if their number is odd, the last run ends with the image.
 *
 * @returns end of the mask, which begins at `target`
 */
export function sortMarks(target: usize, height: i32, width: i32): usize {
  let first = width;
  let last = -1;
  for (let p = marks; p < marksEnd; p += 8) {
    const column = load<i32>(p);
    first = min(first, column);
    last = max(last, column);
  }
  if (last < first) return target;
  memory.fill(ends + at(first), 0, (<usize>(last - first + 1)) << 2);
  for (let p = marks; p < marksEnd; p += 8) {
    const end = ends + at(load<i32>(p));
    store<i32>(end, load<i32>(end) + 4);
  }
  let next = target;
  for (let column = first; column <= last; column++) {
    const bytes = load<i32>(ends + at(column));
    store<u32>(starts + at(column), next);
    store<u32>(ends + at(column), next);
    next += bytes;
  }
  for (let p = marks; p < marksEnd; p += 8) {
    const column = load<i32>(p);
    const position = column * height + load<i32>(p, 4);
    const start = <usize>load<u32>(starts + at(column));
    let place = <usize>load<u32>(ends + at(column));
    store<u32>(ends + at(column), place + 4);
    while (place > start && load<i32>(place - 4) > position) {
      store<i32>(place, load<i32>(place - 4));
      place -= 4;
    }
    store<i32>(place, position);
  }
  if (((next - target) & 4) == 0) return next;
  store<i32>(next, height * width);
  return next + 4;
}

@inline
function at(column: i32): usize {
  return (<usize>column) << 2;
}
