import type { CandidateList } from './candidate-list.js';
import type { Cell, DetectionBatch, TruthBatch } from './detection-batch.js';

/** Finds the pairs of a cell that overlap enough to match. */
export interface OverlapFinder {
  /** Called before the cells of a class. */
  begin(truths: TruthBatch): void;
  /** Fills `candidates` with the pairs of IoU ≥ `lowest`. */
  find(cell: Cell, detections: DetectionBatch, truths: TruthBatch, candidates: CandidateList): void;
}
