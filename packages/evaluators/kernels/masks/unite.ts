/** Writes the mask of what is set in either of two. @returns its end */
export function unite(a: usize, aEnd: usize, b: usize, bEnd: usize, target: usize): usize {
  let end = target;
  while (a < aEnd || b < bEnd) {
    const fromA = b == bEnd || (a < aEnd && load<i32>(a) <= load<i32>(b));
    const run = fromA ? a : b;
    if (fromA) a += 8;
    else b += 8;
    const start = load<i32>(run);
    const stop = load<i32>(run, 4);
    if (end > target && start <= load<i32>(end - 4)) {
      if (stop > load<i32>(end - 4)) store<i32>(end - 4, stop);
    } else {
      store<i32>(end, start);
      store<i32>(end, stop, 4);
      end += 8;
    }
  }
  return end;
}
