import { UserError } from '@ecm/core';

import { BoundaryCocoEvaluator } from '../boundary-coco/boundary-coco-evaluator.js';
import { BoundaryLvisEvaluator } from '../boundary-lvis/boundary-lvis-evaluator.js';
import { CocoEvaluator } from '../coco/coco-evaluator.js';
import type { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import { LvisEvaluator } from '../lvis/lvis-evaluator.js';
import { LvisChallenge2021Evaluator } from '../lvis-challenge-2021/lvis-challenge-2021-evaluator.js';
import { LvisFixedEvaluator } from '../lvis-fixed/lvis-fixed-evaluator.js';
import { LvisPooledEvaluator } from '../lvis-pooled/lvis-pooled-evaluator.js';
import type { OverlapKind } from '../rules/evaluation-rules.js';

/** Options that evaluators of tables understand, each those of its protocol; absent ones take the protocol's defaults. */
export interface EvaluationOptions {
  readonly iou?: readonly OverlapKind[];
  /** A number for LVIS protocols, a list for COCO ones. */
  readonly maxDetections?: number | readonly number[];
  readonly detectionsPerCategory?: number;
  readonly classAgnostic?: boolean;
  readonly areaFromBox?: boolean;
}

type Create = (truth: GroundTruthTable, options: EvaluationOptions) => TableEvaluator;

const EVALUATORS: Readonly<Record<string, Create>> = {
  'boundary-coco': (truth, options) => new BoundaryCocoEvaluator(truth, withLimits(options)),
  'boundary-lvis': (truth, options) => new BoundaryLvisEvaluator(truth, withLimit(options)),
  coco: (truth, options) => new CocoEvaluator(truth, withLimits(options)),
  lvis: (truth, options) => new LvisEvaluator(truth, withLimit(options)),
  'lvis-challenge-2021': (truth, options) => new LvisChallenge2021Evaluator(truth, withLimit(options)),
  'lvis-fixed': (truth, options) => new LvisFixedEvaluator(truth, withLimit(options)),
  'lvis-pooled': (truth, options) => new LvisPooledEvaluator(truth, withLimit(options)),
};

/** Protocols that have options which others do not have; whoever asks for one elsewhere would get figures that he did not ask for. */
const PROTOCOLS_WITH = {
  detectionsPerCategory: ['lvis-fixed', 'lvis-pooled', 'lvis-challenge-2021'],
  classAgnostic: ['lvis', 'boundary-lvis'],
  areaFromBox: ['lvis', 'boundary-lvis', 'coco', 'boundary-coco'],
} as const satisfies Partial<Record<keyof EvaluationOptions, readonly string[]>>;

/** Names of the protocols that judge LVIS and COCO result files. */
export const TABLE_PROTOCOLS: readonly string[] = Object.keys(EVALUATORS);

/** @throws UserError for an unknown protocol, an option that it does not have, or limits of the wrong kind */
export function createTableEvaluator(protocol: string, truth: GroundTruthTable, options: EvaluationOptions = {}): TableEvaluator {
  const create = Object.hasOwn(EVALUATORS, protocol) ? EVALUATORS[protocol] : undefined;
  if (create === undefined) throw new UserError(`There is no protocol "${protocol}"; known are ${TABLE_PROTOCOLS.join(', ')}.`);
  for (const [option, protocols] of Object.entries(PROTOCOLS_WITH)) {
    const value = options[option as keyof typeof PROTOCOLS_WITH];
    if (value === undefined || value === false || (protocols as readonly string[]).includes(protocol)) continue;
    throw new UserError(`The protocol "${protocol}" has no option "${option}"; ${protocols.join(', ')} have.`);
  }
  return create(truth, options);
}

function withLimit({
  maxDetections,
  ...options
}: EvaluationOptions): Omit<EvaluationOptions, 'maxDetections'> & { maxDetections?: number } {
  if (maxDetections === undefined) return options;
  const limit = typeof maxDetections === 'number' ? maxDetections : maxDetections[0];
  if (typeof maxDetections !== 'number' && maxDetections.length !== 1) {
    throw new UserError(
      `This protocol has one limit on detections per image, but got ${maxDetections.length}: ${maxDetections.join(', ')}.`,
    );
  }
  return { ...options, maxDetections: limit };
}

function withLimits({
  maxDetections,
  ...options
}: EvaluationOptions): Omit<EvaluationOptions, 'maxDetections'> & { maxDetections?: readonly number[] } {
  if (maxDetections === undefined) return options;
  return { ...options, maxDetections: typeof maxDetections === 'number' ? [maxDetections] : maxDetections };
}
