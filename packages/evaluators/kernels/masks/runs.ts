const FIRST_CHARACTER: u32 = 48;

/**
 * Turns compressed run lengths, which have been checked before, into a mask behind them.
 *
 * @returns end of the mask, which begins at the first multiple of four at or after `end`
 * @see src/masks/compressed-decoder.ts, which does the same for the host
 */
export function decodeRuns(bytes: usize, end: usize): usize {
  let target = (end + 3) & ~3;
  const first = target;
  let position = 0;
  // The last three runs: from the fourth one on, each is given as the difference to the last but one.
  let last = 0;
  let lastButOne = 0;
  let p = bytes;
  while (p < end) {
    let group: u32 = <u32>load<u8>(p++) - FIRST_CHARACTER;
    // Most values take one group: five bits with a sign.
    let run = (<i32>(group << 27)) >> 27;
    if (group >= 32) {
      run = group & 31;
      let shift = 5;
      do {
        group = <u32>load<u8>(p++) - FIRST_CHARACTER;
        run |= (group & 31) << shift;
        shift += 5;
      } while ((group & 32) != 0);
      if ((group & 16) != 0 && shift < 32) run |= -1 << shift;
    }
    if (target - first > 8) run += lastButOne;
    lastButOne = last;
    last = run;
    position += run;
    store<i32>(target, position);
    target += 4;
  }
  return pairs(first, target);
}

/** Turns run lengths, int32, into a mask in their place. @returns its end */
export function readRuns(counts: usize, end: usize): usize {
  let position = 0;
  for (let p = counts; p < end; p += 4) {
    position += load<i32>(p);
    store<i32>(p, position);
  }
  return pairs(counts, end);
}

/** Runs of zeros at the end have no partner. */
@inline
function pairs(first: usize, end: usize): usize {
  return end - ((end - first) & 4);
}
