import type { EvaluationOptions } from '../protocol/evaluator-types.js';
import { createTableEvaluator } from '../protocol/evaluator-types.js';
import type { DetailedResult, ResultDetails } from '../results/detailed-result.js';
import { readGroundTruth } from './read-ground-truth.js';
import { readResults } from './read-results.js';

/** What to evaluate. */
export interface EvaluateFilesOptions extends EvaluationOptions {
  /** Annotation file of LVIS or COCO, plain or gzip. */
  readonly groundTruth: string;
  /** Result files; several are joined in this order. */
  readonly results: readonly string[];
  /** One of `TABLE_PROTOCOLS`; `lvis` by default. */
  readonly protocol?: string;
  /** Curves and matches, if wanted. */
  readonly details?: ResultDetails;
}

/**
 * Evaluates result files against an annotation file. Needs no tensor backend.
 *
 * @returns one result for each kind of overlap
 * @throws DataError if a file is damaged or does not fit, UserError for an unknown protocol
 */
export async function evaluateFiles(options: EvaluateFilesOptions): Promise<readonly DetailedResult[]> {
  const { groundTruth, results, protocol = 'lvis', details = {}, ...evaluation } = options;
  const iou = evaluation.iou ?? (protocol.startsWith('boundary') || protocol === 'lvis-challenge-2021' ? ['boundary'] : ['bbox']);
  const masks = iou.some((overlap) => overlap !== 'bbox');
  const truth = await readGroundTruth(groundTruth, { segmentations: masks ? 'masks' : 'none' });
  const evaluator = createTableEvaluator(protocol, truth, { ...evaluation, iou: [...iou] as const });
  for (const file of results) await readResults(file, evaluator);
  return evaluator.finish(details);
}
