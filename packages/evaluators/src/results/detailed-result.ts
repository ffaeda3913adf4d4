import type { EvaluationResult } from '@ecm/core';

import type { MatchObserver } from '../matching/category-evaluator.js';
import type { CategoryCurves } from './curve-collector.js';
import type { DetectionMatch, MissedTruth } from './match-collector.js';
import type { Observed } from './observed.js';

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
