import type { ChunkColumns } from '../detections/detection-chunk.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { EvaluationRules } from '../rules/evaluation-rules.js';

/** What an observer can look up beside the matches that it is shown. */
export interface Observed {
  readonly truth: GroundTruthTable;
  readonly rules: EvaluationRules;
  /** All detections; rows of `MatchedCategory` are positions in them. */
  readonly chunks: readonly ChunkColumns[];
}
