import type { EvaluationRules, OverlapKind } from '../rules/evaluation-rules.js';
import type { Pool } from '../results/pool-collector.js';
import type { SummaryLine } from '../results/summary.js';

/** A way to judge detections: the rules by which they are matched and the figures that are told. */
export interface Protocol {
  /** Name in results, e.g. `lvis`. */
  readonly name: string;
  rules(overlap: OverlapKind): EvaluationRules;
  lines(rules: EvaluationRules): SummaryLine[];
  /** Pools of classes that get one curve together. */
  readonly pools?: readonly Pool[];
  /** Options that the figures depend on, for the record. */
  readonly settings: Readonly<Record<string, unknown>>;
}
