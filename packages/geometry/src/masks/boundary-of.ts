import type { RunLengthMask } from '@ecm/core';

import { columnSpans } from './column-spans.js';
import { RunLengthWriter } from './run-length-writer.js';

/** Width of a boundary as a share of the image's diagonal. Source: Cheng et al., "Boundary IoU", CVPR 2021. */
const DILATION_RATIO = 0.02;

/** @returns width of the boundary in pixels: the ratio times the diagonal, halves rounded to even, at least 1 */
export function boundaryDistance(height: number, width: number, dilationRatio: number = DILATION_RATIO): number {
  const exact = dilationRatio * Math.sqrt(height * height + width * width);
  const below = Math.floor(exact);
  const up = exact - below > 0.5 || (exact - below === 0.5 && below % 2 === 1);
  return Math.max(up ? below + 1 : below, 1);
}

/**
 * Boundary of a mask: its pixels whose surrounding square of side 2d + 1 is not all set. Outside the image nothing is set,
 * so pixels along the image border belong to the boundary.
 *
 * @param dilationRatio d as a share of the image's diagonal; see `boundaryDistance`
 * @see bowenc0221/boundary-iou-api, boundary_iou/utils/boundary_utils.py
 */
export function boundaryOf(mask: RunLengthMask, dilationRatio: number = DILATION_RATIO): RunLengthMask {
  const { height, width } = mask;
  const d = boundaryDistance(height, width, dilationRatio);
  const { offsets, starts, ends } = columnSpans(mask);
  let [left, right] = [0, width];
  while (left < right && offsets[left + 1] === 0) left++;
  while (right > left && offsets[right - 1] === starts.length) right--;

  // Two passes: erode each column by cutting d off both ends of its spans, then count along the rows for how many
  // columns in a row a pixel has survived that; 2d + 1 of them keep the pixel in their middle.
  const streaks = new Int32Array(height);
  const full = 2 * d + 1;
  const extendStreaks = (x: number): void => {
    let row = 0;
    for (let s = offsets[x]; s < offsets[x + 1]; s++) {
      const end = ends[s] - d;
      if (end <= starts[s] + d) continue;
      streaks.fill(0, row, starts[s] + d);
      for (row = starts[s] + d; row < end; row++) streaks[row]++;
    }
    streaks.fill(0, row);
  };

  const writer = new RunLengthWriter();
  for (let x = left; x < right + d; x++) {
    if (x < right) extendStreaks(x);
    const column = x - d;
    if (column < left) continue;
    const base = column * height;
    for (let s = offsets[column]; s < offsets[column + 1]; s++) {
      let outer = starts[s];
      if (x < right) {
        for (let row = starts[s] + d; row < ends[s] - d; row++) {
          if (streaks[row] < full) continue;
          writer.append(base + outer, base + row);
          outer = row + 1;
        }
      }
      writer.append(base + outer, base + ends[s]);
    }
  }
  return { height, width, counts: writer.finish(height * width) };
}
