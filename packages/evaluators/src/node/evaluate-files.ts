import { defaultOverlap } from '../protocol/default-overlap.js';
import type { ErrorBreakdown } from '../errors/error-breakdown.js';
import type { ErrorOptions } from '../errors/error-collector.js';
import type { EvaluationOptions } from '../protocol/evaluator-types.js';
import { createTableEvaluator } from '../protocol/evaluator-types.js';
import type { DetailedResult, ResultDetails } from '../results/detailed-result.js';
import type { ThreadFailure } from './evaluate-parallel.js';
import { isGzip } from './file-source.js';
import { readGroundTruth } from './read-ground-truth.js';
import { readResults } from './read-results.js';
import { cutResultFile } from './result-cuts.js';

/** What to evaluate. */
export interface EvaluateFilesOptions extends EvaluationOptions {
  /** Annotation file of LVIS or COCO, plain or gzip. */
  readonly groundTruth: string;
  /** Result files; several are joined in this order. */
  readonly results: readonly string[];
  /** One of `TABLE_PROTOCOLS`; `lvis` by default. */
  readonly protocol?: string;
  /** Curves and matches, if wanted; they are collected by one thread. */
  readonly details?: ResultDetails;
  /** Tell what the errors are. */
  readonly errors?: ErrorOptions;
  /** Threads that share the work; figures do not depend on it. 1 by default. */
  readonly threads?: number;
}

/** A result, with its errors if they were asked for. */
export interface EvaluatedFiles extends DetailedResult {
  readonly errors?: ErrorBreakdown;
}

/**
 * Evaluates result files against an annotation file. Needs no tensor backend.
 *
 * @returns one result for each kind of overlap
 * @throws DataError if a file is damaged or does not fit, UserError for an unknown protocol
 */
export async function evaluateFiles(given: EvaluateFilesOptions): Promise<readonly EvaluatedFiles[]> {
  const protocol = given.protocol ?? 'lvis';
  const options = { ...given, protocol, iou: given.iou ?? [defaultOverlap(protocol)] };
  const shared = await evaluateInThreads(options);
  if (shared !== undefined && !(shared instanceof Error)) return shared;
  const found = await evaluateInOneThread(options);
  if (shared !== undefined) process.emitWarning(`A thread of the evaluation failed, and one thread did all of it: ${shared.message}`);
  return found;
}

/** Options with those filled in that depend on one another. */
type CompleteOptions = EvaluateFilesOptions & Required<Pick<EvaluateFilesOptions, 'protocol' | 'iou'>>;

async function evaluateInThreads(options: CompleteOptions): Promise<readonly DetailedResult[] | ThreadFailure | undefined> {
  const { groundTruth, results, protocol, iou, details = {}, errors, threads = 1, ...evaluation } = options;
  if (threads === 1 || protocol === 'lvis-pooled' || errors !== undefined || wantsDetails(details)) return undefined;
  const parts = results.map((file) => ({ file, parts: isGzip(file) ? undefined : cutResultFile(file, threads) }));
  const cut = parts.flatMap(({ file, parts: found }) => (found === undefined ? [] : [{ file, parts: found }]));
  if (cut.length < parts.length) return undefined;
  // Loaded only where there are threads.
  const { evaluateParallel } = await import('./evaluate-parallel.js');
  return evaluateParallel({ groundTruth, protocol, iou, options: evaluation, results: cut, threads });
}

async function evaluateInOneThread(options: CompleteOptions): Promise<readonly EvaluatedFiles[]> {
  const { groundTruth, results, protocol, details = {}, errors, ...evaluation } = options;
  const masks = evaluation.iou.some((overlap) => overlap !== 'bbox');
  const truth = await readGroundTruth(groundTruth, { segmentations: masks ? 'masks' : 'none' });
  const evaluator = createTableEvaluator(protocol, truth, evaluation);
  // Loaded only where it is asked for.
  const analysis = errors === undefined ? undefined : new (await import('../errors/error-analysis.js')).ErrorAnalysis(errors);
  if (analysis !== undefined) evaluator.keepJudgedMasks();
  for (const file of results) await readResults(file, evaluator);
  return analysis === undefined ? evaluator.finish(details) : analysis.complete(evaluator.finish(analysis.watch(details)));
}

/** Details are collected by one thread. */
function wantsDetails({ curves = false, matches = false, observers = [] }: ResultDetails): boolean {
  return curves || matches || observers.length > 0;
}
