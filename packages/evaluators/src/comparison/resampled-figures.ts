import type { ClassRankings } from './class-rankings.js';
import type { ComparisonLine } from './comparison-lines.js';
import { drawImages } from './image-weights.js';
import { WeightedPrecision } from './weighted-precision.js';

/** What figures are computed from; plain data, so that a worker can be given it. */
export interface ResamplingJob {
  /** One for each set of detections; all over the same images. */
  readonly rankings: readonly ClassRankings[];
  readonly images: number;
  readonly lines: readonly ComparisonLine[];
  /** Frequency group of each category. */
  readonly frequencies: readonly (string | undefined)[];
  readonly thresholds: Float64Array;
  readonly recallPoints: Float64Array;
  readonly seed: number;
  /** Number of the first resample and how many. */
  readonly first: number;
  readonly count: number;
  /** Keep AP of every class. */
  readonly perClass: boolean;
}

/** Figures of one set of detections; NaN where a resample has no ground truth for it. */
export interface ResampledFigures {
  /** One array for each line, by resample. */
  readonly lines: readonly Float64Array[];
  /** AP of class k in resample r at `r · classes + k`; empty if not kept. */
  readonly classes: Float64Array;
}

/** Computes the figures of resamples: draws images, then evaluates every class of every set of detections with their weights. */
export function resampleFigures(job: ResamplingJob): ResampledFigures[] {
  const { rankings, images, lines, count, perClass } = job;
  const weights = new Uint8Array(images);
  const sets = rankings.map((own) => ({
    evaluator: new FigureEvaluator(own, job),
    figures: {
      lines: lines.map(() => new Float64Array(count)),
      classes: new Float64Array(perClass ? count * own.categories.length : 0),
    },
  }));
  for (let r = 0; r < count; r++) {
    drawImages(job.seed, job.first + r, weights);
    for (const { evaluator, figures } of sets) {
      const { values, classes } = evaluator.evaluate(weights);
      values.forEach((value, line) => {
        figures.lines[line][r] = value;
      });
      if (perClass) figures.classes.set(classes, r * classes.length);
    }
  }
  return sets.map(({ figures }) => figures);
}

/** Evaluates all classes of one set of detections with weights for the images. */
export class FigureEvaluator {
  readonly #precision: WeightedPrecision;
  readonly #categories: Int32Array;
  readonly #job: Pick<ResamplingJob, 'lines' | 'frequencies' | 'thresholds'>;
  readonly #byThreshold: Float64Array;

  constructor(rankings: ClassRankings, job: Pick<ResamplingJob, 'lines' | 'frequencies' | 'thresholds' | 'recallPoints'>) {
    this.#precision = new WeightedPrecision(rankings, job.thresholds.length, job.recallPoints);
    this.#categories = rankings.categories;
    this.#job = job;
    this.#byThreshold = new Float64Array(job.thresholds.length);
  }

  /** @returns the value of each line, and AP of each class; NaN without ground truth */
  evaluate(weights: Uint8Array): { values: Float64Array; classes: Float64Array } {
    const { lines, frequencies } = this.#job;
    const sums = new Float64Array(lines.length);
    const counts = new Int32Array(lines.length);
    const classes = new Float64Array(this.#categories.length).fill(NaN);
    for (let k = 0; k < classes.length; k++) {
      if (this.#precision.trace(k, weights, this.#byThreshold) === 0) continue;
      classes[k] = mean(this.#byThreshold);
      const frequency = frequencies[this.#categories[k]];
      for (let line = 0; line < lines.length; line++) {
        const { threshold, frequency: wanted } = lines[line];
        if (wanted !== undefined && wanted !== frequency) continue;
        sums[line] += threshold === undefined ? classes[k] : this.#byThreshold[threshold];
        counts[line]++;
      }
    }
    return { values: sums.map((sum, line) => (counts[line] === 0 ? NaN : sum / counts[line])), classes };
  }
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
