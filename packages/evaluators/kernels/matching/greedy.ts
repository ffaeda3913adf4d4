import {
  exempt,
  hits,
  ignored,
  inside,
  maskBytes,
  overlaps,
  partners,
  positions,
  thresholdCount,
  thresholds,
  truthCrowd,
  truthIgnored,
} from './settings';

/** Matches one detection at all thresholds of an area range, as cell-matcher.ts. @param taken of the cell in this range */
export function matchDetection(detection: i32, range: i32, count: i32, g0: i32, taken: usize): void {
  let matched = 0;
  let right = 0;
  if (count == 1) {
    const g = load<i32>(positions);
    matched = takeOnly(g, load<f64>(overlaps), taken + ((<usize>(g - g0)) << 2));
    if (!isIgnored(g, range)) right = matched;
    if (range == 0 && (matched & 1) != 0) tellPartner(detection, g);
  } else {
    const highest = highestOverlap(count);
    for (let t = 0; t < thresholdCount && highest >= threshold(t); t++) {
      const bit = 1 << t;
      let g = best(count, t, range, false, g0, taken);
      if (g >= 0) right |= bit;
      else g = best(count, t, range, true, g0, taken);
      if (g < 0) continue;
      matched |= bit;
      const place = taken + ((<usize>(g - g0)) << 2);
      store<i32>(place, load<i32>(place) | bit);
      if (range == 0 && t == 0) tellPartner(detection, g);
    }
  }
  const d = <usize>detection;
  const judged = load<u8>(exempt + d) == 0 && ((load<u8>(inside + d) >> <u8>range) & 1) != 0;
  const all = <i32>(((<i64>1) << thresholdCount) - 1);
  const at = <usize>range * maskBytes + (d << 2);
  store<i32>(hits + at, right);
  store<i32>(ignored + at, (matched & ~right) | (judged ? 0 : all & ~matched));
}

/** @returns thresholds at which the only candidate is matched, as bits */
function takeOnly(truth: i32, overlap: f64, place: usize): i32 {
  let bits = 0;
  for (let t = 0; t < thresholdCount && overlap >= threshold(t); t++) bits |= 1 << t;
  if (load<u8>(truthCrowd + <usize>truth) == 1) return bits;
  const before = load<i32>(place);
  store<i32>(place, before | bits);
  return bits & ~before;
}

/** @returns the free candidate of highest overlap among those ignored in the range or not, the last of equals; −1 for none */
function best(count: i32, t: i32, range: i32, ignoredOnes: bool, g0: i32, taken: usize): i32 {
  let highest = threshold(t);
  let found = -1;
  for (let i: usize = 0; i < <usize>count; i++) {
    const g = load<i32>(positions + (i << 2));
    if (isIgnored(g, range) != ignoredOnes) continue;
    if (((load<i32>(taken + ((<usize>(g - g0)) << 2)) >> t) & 1) != 0 && load<u8>(truthCrowd + <usize>g) == 0) continue;
    const overlap = load<f64>(overlaps + (i << 3));
    if (overlap < highest) continue;
    highest = overlap;
    found = g;
  }
  return found;
}

function highestOverlap(count: i32): f64 {
  let highest = load<f64>(overlaps);
  for (let i: usize = 1; i < <usize>count; i++) {
    const overlap = load<f64>(overlaps + (i << 3));
    if (overlap > highest) highest = overlap;
  }
  return highest;
}

function tellPartner(detection: i32, truth: i32): void {
  if (partners != 0) store<i32>(partners + ((<usize>detection) << 2), truth);
}

@inline
function threshold(t: i32): f64 {
  return load<f64>(thresholds + ((<usize>t) << 3));
}

@inline
function isIgnored(truth: i32, range: i32): bool {
  return ((load<u8>(truthIgnored + <usize>truth) >> <u8>range) & 1) != 0;
}
