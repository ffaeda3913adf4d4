import { UserError } from '@ecm/core';

import type { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { ComparedClass, Comparison, ComparisonOptions } from './comparison.js';
import type { ComparisonLine } from './comparison-lines.js';
import { comparisonLines } from './comparison-lines.js';
import { pairedDifference } from './paired-difference.js';
import type { RankedEvaluation } from './ranked-evaluation.js';
import { rankEvaluation } from './ranked-evaluation.js';
import type { ResampledFigures, ResamplingJob } from './resampled-figures.js';
import { resampleFigures } from './resampled-figures.js';

/** A comparison that lacks its resamples. */
export interface PreparedComparison {
  readonly job: ResamplingJob;
  readonly complete: (figures: readonly ResampledFigures[]) => Comparison;
}

/**
 * Compares two sets of detections by a paired bootstrap over images: images are drawn with replacement as often as there are
 * images, and both sets are evaluated on the same drawn images. A figure of a resample equals an evaluation in which the drawn
 * images occur as often as they were drawn. Limits on detections per image hold as they are; those per class over all images
 * (`lvis-fixed`) are applied once, before images are drawn.
 *
 * @param a detections, not yet finished, of the same ground truth and protocol as `b`
 * @returns one comparison for each kind of overlap; differences are b − a
 * @throws UserError if the evaluators do not belong together or an option is out of range
 */
export function compareEvaluators(a: TableEvaluator, b: TableEvaluator, options: ComparisonOptions = {}): Comparison[] {
  checkEvaluators(a, b);
  const rankedB = rankEvaluation(b);
  return rankEvaluation(a).map((ranked, i) => {
    const { job, complete } = prepareComparison(a, ranked, rankedB[i], options);
    return complete(resampleFigures(job));
  });
}

/** @throws UserError if two evaluators have other ground truths or protocols */
function checkEvaluators(a: TableEvaluator, b: TableEvaluator): void {
  if (a.truth !== b.truth) throw new UserError('Only detections of the same ground truth can be compared; read it once for both.');
  if (a.name !== b.name || JSON.stringify(a.protocol.settings) !== JSON.stringify(b.protocol.settings)) {
    throw new UserError(`Only detections under the same protocol can be compared, but got ${a.name} and ${b.name} or other settings.`);
  }
}

/** @param evaluator either of the two: what both have in common */
export function prepareComparison(
  evaluator: TableEvaluator,
  a: RankedEvaluation,
  b: RankedEvaluation,
  { resamples = 1000, confidence = 0.95, seed = 0, perClass = false }: ComparisonOptions,
): PreparedComparison {
  if (!(Number.isInteger(resamples) && resamples > 0)) throw new UserError(`The number of resamples must be 1 or more, not ${resamples}.`);
  if (!(confidence > 0 && confidence < 1)) throw new UserError(`The confidence must lie between 0 and 1, e.g. 0.95, not ${confidence}.`);
  const { truth, protocol } = evaluator;
  const rules = protocol.rules(a.result.iou);
  const lines = comparisonLines(protocol, rules);
  const images = truth.images.index.size;
  const job: ResamplingJob = {
    rankings: [a.rankings, b.rankings],
    images,
    lines,
    frequencies: truth.categories.frequencies,
    thresholds: rules.thresholds,
    recallPoints: rules.recallPoints,
    seed,
    first: 0,
    count: resamples,
    perClass,
  };
  return {
    job,
    complete: ([figuresA, figuresB]) => ({
      protocol: protocol.name,
      iou: rules.overlap,
      images,
      resamples,
      confidence,
      seed,
      figures: lines.map(({ key }, line) => ({
        key,
        ...pairedDifference([summaryOf(a, key), summaryOf(b, key)], [figuresA.lines[line], figuresB.lines[line]], confidence),
      })),
      ...(perClass ? { categories: compareClasses([a, b], [figuresA, figuresB], { resamples, confidence }) } : {}),
    }),
  };
}

/** −1 stands for "no ground truth". */
function summaryOf({ result }: RankedEvaluation, key: ComparisonLine['key']): number {
  return result.summary[key] < 0 ? NaN : result.summary[key];
}

function compareClasses(
  [a, b]: readonly [RankedEvaluation, RankedEvaluation],
  figures: readonly [ResampledFigures, ResampledFigures],
  { resamples, confidence }: Pick<Required<ComparisonOptions>, 'resamples' | 'confidence'>,
): ComparedClass[] {
  const { categories } = a.rankings;
  return Array.from(categories, (category, k) => {
    const column = ({ classes }: ResampledFigures): Float64Array =>
      Float64Array.from({ length: resamples }, (_, r) => classes[r * categories.length + k]);
    const { id, name, frequency, groundTruths, figures: own } = a.result.categories[category];
    const difference = pairedDifference(
      [own['AP'], b.result.categories[category].figures['AP']],
      [column(figures[0]), column(figures[1])],
      confidence,
    );
    return { id, name, ...(frequency === undefined ? {} : { frequency }), groundTruths, ...difference };
  });
}
