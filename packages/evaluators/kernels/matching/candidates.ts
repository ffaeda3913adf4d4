import {
  detectionHeight,
  detectionWidth,
  detectionX,
  detectionY,
  lowest,
  overlaps,
  positions,
  truthCrowd,
  truthHeight,
  truthWidth,
  truthX,
  truthY,
} from './settings';

/**
 * Finds the ground truths `[g0, g1)` that a detection overlaps enough, in their order, with the arithmetic of box-overlaps.ts.
 *
 * @returns their number
 */
export function findCandidates(detection: i32, g0: i32, g1: i32): i32 {
  const d = (<usize>detection) << 3;
  const x = load<f64>(detectionX + d);
  const y = load<f64>(detectionY + d);
  const w = load<f64>(detectionWidth + d);
  const h = load<f64>(detectionHeight + d);
  const right = x + w;
  const bottom = y + h;
  const area = w * h;
  let count = 0;
  for (let position = g0; position < g1; position++) {
    const g = (<usize>position) << 3;
    const gx = load<f64>(truthX + g);
    const gw = load<f64>(truthWidth + g);
    const gRight = gx + gw;
    const across = (right < gRight ? right : gRight) - (x > gx ? x : gx);
    if (!(across > 0)) continue;
    const gy = load<f64>(truthY + g);
    const gh = load<f64>(truthHeight + g);
    const gBottom = gy + gh;
    const down = (bottom < gBottom ? bottom : gBottom) - (y > gy ? y : gy);
    if (!(down > 0)) continue;
    const intersection = across * down;
    const overlap = intersection / (load<u8>(truthCrowd + <usize>position) == 1 ? area : area + gw * gh - intersection);
    if (!(overlap >= lowest)) continue;
    store<i32>(positions + ((<usize>count) << 2), position);
    store<f64>(overlaps + ((<usize>count) << 3), overlap);
    count++;
  }
  return count;
}
