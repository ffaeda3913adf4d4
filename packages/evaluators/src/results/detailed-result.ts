import type { EvaluationResult } from '@ecm/core';

import type { CategoryCurves } from './curve-collector.js';
import type { DetectionMatch } from './match-collector.js';

/** What a result holds besides figures, if it is asked for. */
export interface ResultDetails {
  /** Full precision–recall–score curves of every class. */
  readonly curves?: boolean;
  /** What every detection was matched to at the lowest IoU threshold; an object each, so for inspection, not for millions. */
  readonly matches?: boolean;
}

/** A result with the details that were asked for. */
export interface DetailedResult extends EvaluationResult {
  readonly curves?: readonly CategoryCurves[];
  readonly matches?: readonly DetectionMatch[];
}
