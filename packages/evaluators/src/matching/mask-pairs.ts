import type { Cell, DetectionBatch, TruthBatch } from './detection-batch.js';

/** Measures pairs of a detection `d` and a ground truth `g`, positions in the batches, by their masks. */
export interface MaskPairs {
  /** Called before the pairs of a cell are asked for; masks of other cells may be forgotten. */
  begin(cell: Cell, detections: DetectionBatch, truths: TruthBatch): void;
  /** @returns number of pixels of a ground truth */
  truthArea(g: number): number;
  /** @returns number of pixels that both have */
  shared(d: number, g: number): number;
}
