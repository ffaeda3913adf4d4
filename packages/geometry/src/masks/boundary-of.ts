import type { RunLengthMask } from '@ecm/core';

import { columnSpans } from './column-spans.js';
import { visitErodedColumns } from './eroded-columns.js';
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
  const spans = columnSpans(mask);
  const { offsets, starts, ends } = spans;
  let [left, right] = [0, width];
  while (left < right && offsets[left + 1] === 0) left++;
  while (right > left && offsets[right - 1] === starts.length) right--;

  const writer = new RunLengthWriter();
  const write = (column: number, inner: Int32Array, from: number, to: number): void => {
    const base = column * height;
    let i = from;
    for (let s = offsets[column]; s < offsets[column + 1]; s++) {
      let outer = starts[s];
      for (; i < to && inner[i] < ends[s]; i += 2) {
        writer.append(base + outer, base + inner[i]);
        outer = inner[i + 1];
      }
      writer.append(base + outer, base + ends[s]);
    }
  };
  let next = left;
  visitErodedColumns(spans, { left, right, d }, (column, survivors) => {
    while (next < column) write(next++, survivors.bounds, 0, 0);
    write(next++, survivors.bounds, survivors.begin(0), survivors.end(0));
  });
  while (next < right) write(next++, starts, 0, 0);
  return { height, width, counts: writer.finish(height * width) };
}
