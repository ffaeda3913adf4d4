import type { Boxes, ImageInfo } from '@ecm/core';
import type { BoxCoder } from '@ecm/core/model';

import { takeBoxes } from './take-boxes.js';

/**
 * Applies predicted box changes to the regions of one image and clips them to it.
 *
 * @param boxes float32 [R · 4] @param deltas float32 [R · 4], or [R · 4 · C] with one change per class
 * @param classOf class whose change region i takes; read only where there is one per class
 */
export function refineRegions(
  boxes: Boxes,
  deltas: Float32Array,
  classOf: (region: number) => number,
  coder: BoxCoder,
  info: ImageInfo,
): Boxes {
  const perRegion = boxes.length === 0 ? 1 : deltas.length / boxes.length;
  const chosen =
    perRegion === 1
      ? deltas
      : takeBoxes(
          deltas,
          Int32Array.from({ length: boxes.length / 4 }, (_, i) => i * perRegion + classOf(i)),
        );
  return coder.decode(boxes, chosen, { height: info.height, width: info.width });
}

/** @returns class 0 … C − 1 with the largest score of each region; the background column is not looked at */
export function bestClasses(scores: Float32Array, columns: number, classes: number): (region: number) => number {
  return (region) => {
    let best = 0;
    for (let label = 1; label < classes; label++) {
      if (scores[region * columns + label] > scores[region * columns + best]) best = label;
    }
    return best;
  };
}
