/** @returns number of pixels set in both masks; written without branches, since which run ends first cannot be foreseen */
export function intersection(a: usize, aEnd: usize, b: usize, bEnd: usize): i32 {
  let area = 0;
  while (a < aEnd && b < bEnd) {
    const aStop = load<i32>(a, 4);
    const bStop = load<i32>(b, 4);
    const shared = min(aStop, bStop) - max(load<i32>(a), load<i32>(b));
    area += max(shared, 0);
    const aEndsFirst = <usize>(aStop <= bStop);
    a += aEndsFirst << 3;
    b += (aEndsFirst ^ 1) << 3;
  }
  return area;
}

/** @returns number of set pixels */
export function area(mask: usize, end: usize): i32 {
  let area = 0;
  for (; mask < end; mask += 8) area += load<i32>(mask, 4) - load<i32>(mask);
  return area;
}
