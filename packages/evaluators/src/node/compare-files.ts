import type { Comparison, ComparisonOptions } from '../comparison/comparison.js';
import type { ErrorOptions } from '../errors/error-collector.js';
import { defaultOverlap } from '../protocol/default-overlap.js';
import type { EvaluationOptions } from '../protocol/evaluator-types.js';
import { createTableEvaluator } from '../protocol/evaluator-types.js';
import type { ResultDetails } from '../results/detailed-result.js';
import type { EvaluatedFiles } from './evaluate-files.js';
import { readGroundTruth } from './read-ground-truth.js';
import { readResults } from './read-results.js';

/** What to compare. */
export interface CompareFilesOptions extends EvaluationOptions, ComparisonOptions {
  /** Annotation file of LVIS or COCO, plain or gzip. */
  readonly groundTruth: string;
  /** Result files of one set of detections; several are joined. */
  readonly a: readonly string[];
  readonly b: readonly string[];
  /** One of `TABLE_PROTOCOLS`; `lvis` by default. */
  readonly protocol?: string;
  /** What else is wanted of the results. */
  readonly details?: ResultDetails;
  /** Tell what the errors of both are. */
  readonly errors?: ErrorOptions;
  /** Threads that share the resamples; figures do not depend on it. 1 by default. */
  readonly threads?: number;
}

/** Two sets of detections, evaluated and compared; one entry for each kind of overlap. */
export interface ComparedFiles {
  readonly a: readonly EvaluatedFiles[];
  readonly b: readonly EvaluatedFiles[];
  readonly comparisons: readonly Comparison[];
}

/**
 * Evaluates two sets of result files and compares them by a paired bootstrap over images.
 *
 * @throws DataError if a file is damaged or does not fit, UserError for an option out of range
 */
export async function compareFiles(options: CompareFilesOptions): Promise<ComparedFiles> {
  const {
    groundTruth,
    a,
    b,
    protocol = 'lvis',
    details = {},
    errors,
    threads = 1,
    resamples,
    confidence,
    seed,
    perClass,
    ...evaluation
  } = options;
  const given = Object.entries({ resamples, confidence, seed, perClass }).filter(([, value]) => value !== undefined);
  // Loaded here, because an evaluation alone needs none of it.
  const [{ prepareComparison }, { rankEvaluation }, { ErrorAnalysis }, { resampleInThreads }] = await Promise.all([
    import('../comparison/compare-evaluators.js'),
    import('../comparison/ranked-evaluation.js'),
    import('../errors/error-analysis.js'),
    import('./resample-in-threads.js'),
  ]);
  const iou = evaluation.iou ?? [defaultOverlap(protocol)];
  const truth = await readGroundTruth(groundTruth, { segmentations: iou.some((overlap) => overlap !== 'bbox') ? 'masks' : 'none' });
  const evaluate = async (files: readonly string[]) => {
    const evaluator = createTableEvaluator(protocol, truth, { ...evaluation, iou });
    if (errors !== undefined) evaluator.keepJudgedMasks();
    for (const file of files) await readResults(file, evaluator);
    if (errors === undefined) {
      const ranked = rankEvaluation(evaluator, details);
      return { evaluator, ranked, results: ranked.map(({ result }) => result) };
    }
    const analysis = new ErrorAnalysis(errors);
    const ranked = rankEvaluation(evaluator, analysis.watch(details));
    return { evaluator, ranked, results: analysis.complete(ranked.map(({ result }) => result)) };
  };
  const [first, second] = [await evaluate(a), await evaluate(b)];
  const comparisons: Comparison[] = [];
  for (const [i, ranked] of first.ranked.entries()) {
    const { job, complete } = prepareComparison(first.evaluator, ranked, second.ranked[i], Object.fromEntries(given));
    comparisons.push(complete(await resampleInThreads(job, threads)));
  }
  return { a: first.results, b: second.results, comparisons };
}
