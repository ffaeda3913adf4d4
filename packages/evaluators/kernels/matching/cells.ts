import { findCandidates } from './candidates';
import { matchDetection } from './greedy';
import { detectionImages, exempt, hits, ignored, inside, maskBytes, rangeCount, taken, thresholdCount, truthImages } from './settings';

/** Matches all detections of a class, image by image, in every area range. */
export function matchClass(detectionCount: i32, truthCount: i32): void {
  leaveUnmatched(detectionCount);
  let g0 = 0;
  let d0 = 0;
  while (d0 < detectionCount) {
    const image = load<i32>(detectionImages + ((<usize>d0) << 2));
    let d1 = d0 + 1;
    while (d1 < detectionCount && load<i32>(detectionImages + ((<usize>d1) << 2)) == image) d1++;
    while (g0 < truthCount && load<i32>(truthImages + ((<usize>g0) << 2)) < image) g0++;
    let g1 = g0;
    while (g1 < truthCount && load<i32>(truthImages + ((<usize>g1) << 2)) == image) g1++;
    if (g1 > g0) matchCell(d0, d1, g0, g1);
    d0 = d1;
    g0 = g1;
  }
}

/** Writes the masks of all detections as if none were near a ground truth: most are not. */
function leaveUnmatched(count: i32): void {
  const all = <i32>(((<i64>1) << thresholdCount) - 1);
  for (let range = 0; range < rangeCount; range++) {
    const offset = <usize>range * maskBytes;
    memory.fill(hits + offset, 0, (<usize>count) << 2);
    for (let d: usize = 0; d < <usize>count; d++) {
      const judged = load<u8>(exempt + d) == 0 && ((load<u8>(inside + d) >> <u8>range) & 1) != 0;
      store<i32>(ignored + offset + (d << 2), judged ? 0 : all);
    }
  }
}

/** Detections come best first, and each area range is matched on its own: so each detection can be finished before the next. */
function matchCell(d0: i32, d1: i32, g0: i32, g1: i32): void {
  const bytes = (<usize>(g1 - g0)) << 2;
  memory.fill(taken, 0, bytes * <usize>rangeCount);
  for (let d = d0; d < d1; d++) {
    const count = findCandidates(d, g0, g1);
    if (count == 0) continue;
    for (let range = 0; range < rangeCount; range++) matchDetection(d, range, count, g0, taken + bytes * <usize>range);
  }
}
