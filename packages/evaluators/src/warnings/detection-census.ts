import type { DetectionStore } from '../detections/detection-store.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';

/** What stands out about the detections of a store. */
export interface DetectionCensus {
  /** Detections that came, wanted or not. */
  readonly came: number;
  /** Those of a category that the ground truth does not have. */
  readonly unknown: number;
  /** Detections that are kept, with the lowest and highest score; infinite without any. */
  readonly kept: number;
  readonly lowest: number;
  readonly highest: number;
  /** Boxes that reach more than a pixel over their image. */
  readonly outside: number;
  /** Boxes whose four numbers are possible corners `x1, y1, x2, y2` inside their image. */
  readonly cornerLike: number;
}

/** Room for rounding at the border of an image, in pixels. */
const BORDER = 1;

/** Takes a census of detections, the same whatever their order. */
export function takeCensus({ images }: GroundTruthTable, store: DetectionStore): DetectionCensus {
  const came = sum(store.imageCounts);
  const census = { came, unknown: came - sum(store.categoryCounts), kept: 0, outside: 0, cornerLike: 0 };
  let lowest = Infinity;
  let highest = -Infinity;
  for (const chunk of store.chunks) {
    const { count, scores, boxes } = chunk;
    census.kept += count;
    for (let i = 0; i < count; i++) {
      const score = scores[i];
      if (score < lowest) lowest = score;
      if (score > highest) highest = score;
    }
    for (let i = 0; 4 * i < boxes.length && i < count; i++) {
      const x = boxes[4 * i];
      const y = boxes[4 * i + 1];
      const w = boxes[4 * i + 2];
      const h = boxes[4 * i + 3];
      const right = images.widths[chunk.images[i]] + BORDER;
      const bottom = images.heights[chunk.images[i]] + BORDER;
      if (x + w > right || y + h > bottom) census.outside++;
      if (w > x && h > y && w <= right && h <= bottom) census.cornerLike++;
    }
  }
  return { ...census, lowest, highest };
}

function sum(counts: Int32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
