import type { MatchMasks } from './cell-matcher.js';
import type { ColumnFactory } from './column-factory.js';
import type { DetectionBatch, TruthBatch } from './detection-batch.js';

/** What matching works on: one class after the other is loaded into the same batches. */
export interface ClassWork {
  readonly detections: DetectionBatch;
  readonly truths: TruthBatch;
  /** Outcome by area range. */
  readonly masks: readonly MatchMasks[];
  /** Receives, for the first threshold and range, the ground truth that each detection takes; −1 stays for none. */
  readonly partners: Int32Array | undefined;
}

/** Matches the detections of one class at a time. */
export interface ClassMatcher {
  /** Makes the columns of the work. */
  readonly columns: ColumnFactory;
  /** Takes the work, whose batches have room for the largest class. */
  prepare(work: ClassWork): void;
  /** Matches the class that has been loaded and writes the masks of all its detections. */
  match(): void;
  /** Called when no class is left; the columns may be used for something else. */
  close(): void;
}
