import type { RunLengthMask } from '@ecm/core';
import { ShapeError, UserError } from '@ecm/core';

type Combination = (first: boolean, second: boolean) => boolean;

/**
 * Pixels set in any of the masks. One mask is returned as it is.
 *
 * @throws UserError for an empty list, ShapeError if sizes differ
 */
export function uniteMasks(masks: readonly RunLengthMask[]): RunLengthMask {
  return fold(masks, 'uniteMasks', (first, second) => first || second);
}

/** Pixels set in all of the masks. One mask is returned as it is. Throws like `uniteMasks`. */
export function intersectMasks(masks: readonly RunLengthMask[]): RunLengthMask {
  return fold(masks, 'intersectMasks', (first, second) => first && second);
}

function fold(masks: readonly RunLengthMask[], name: string, combine: Combination): RunLengthMask {
  if (masks.length === 0) throw new UserError(`${name} needs at least one mask, but the list is empty.`);
  const [first, ...rest] = masks;
  return rest.reduce((merged, mask) => {
    if (mask.height !== first.height || mask.width !== first.width) {
      throw new ShapeError(`${name}: mask`, `of size [${first.height}, ${first.width}] as the first one`, [mask.height, mask.width]);
    }
    return { height: first.height, width: first.width, counts: mergeCounts(merged.counts, mask.counts, combine) };
  }, first);
}

/** Walks both lists together; a run ends where the combined value changes. */
function mergeCounts(a: Uint32Array, b: Uint32Array, combine: Combination): Uint32Array {
  const merged = new Uint32Array(a.length + b.length);
  let length = 0;
  let [leftA, leftB] = [a[0], b[0]];
  let [nextA, nextB] = [1, 1];
  let [inA, inB, inside] = [false, false, false];
  let run = 0;
  let left = 1;
  while (left > 0) {
    const step = Math.min(leftA, leftB);
    run += step;
    leftA -= step;
    leftB -= step;
    if (leftA === 0 && nextA < a.length) {
      leftA = a[nextA++];
      inA = !inA;
    }
    if (leftB === 0 && nextB < b.length) {
      leftB = b[nextB++];
      inB = !inB;
    }
    left = leftA + leftB;
    const before = inside;
    inside = combine(inA, inB);
    if (inside !== before || left === 0) {
      merged[length++] = run;
      run = 0;
    }
  }
  return merged.slice(0, length);
}
