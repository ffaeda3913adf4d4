import type { EvaluationResult } from '@ecm/core';

import type { ChunkColumns } from '../detections/detection-chunk.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { MatchObserver } from '../matching/category-evaluator.js';
import type { EvaluationRules } from '../rules/evaluation-rules.js';
import type { CategoryCurves } from './curve-collector.js';
import type { DetectionMatch, MissedTruth } from './match-collector.js';

/** What an observer can look up beside the matches that it is shown. */
export interface Observed {
  readonly truth: GroundTruthTable;
  readonly rules: EvaluationRules;
  /** All detections; rows of `MatchedCategory` are positions in them. */
  readonly chunks: readonly ChunkColumns[];
}

/** What a result holds besides figures, if it is asked for. */
export interface ResultDetails {
  /** Full precision–recall–score curves of every class. */
  readonly curves?: boolean;
  /** What every detection was matched to at the lowest IoU threshold; an object each, so for inspection, not for millions. */
  readonly matches?: boolean;
  /** More observers of the matches, made anew for each kind of overlap. */
  readonly observers?: readonly ((observed: Observed) => MatchObserver)[];
}

/** A result with the details that were asked for. */
export interface DetailedResult extends EvaluationResult {
  readonly curves?: readonly CategoryCurves[];
  readonly matches?: readonly DetectionMatch[];
  /** Ground truths that no detection took; asked for together with `matches`. */
  readonly missed?: readonly MissedTruth[];
}
