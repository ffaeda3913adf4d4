import { reachableThresholds } from '../rules/thresholds.js';
import type { CandidateList } from './candidate-list.js';
import type { Cell, DetectionBatch, TruthBatch } from './detection-batch.js';

/** Outcome of matching for the detections of a batch: bit t of a mask belongs to IoU threshold t. */
export interface MatchMasks {
  /** Matched with a ground truth that counts. */
  readonly hits: Int32Array;
  /** Neither right nor wrong: matched with an ignored ground truth, or unmatched and not judged. */
  readonly ignored: Int32Array;
}

/**
 * Greedy matching of detections, best score first, at all thresholds of one area range.
 *
 * Each detection takes, among the ground truths that are left, the one of highest overlap, the last of equals; ignored
 * ones only if no regular one reaches the threshold. Crowds can be taken any number of times.
 *
 * @see lvis-dataset/lvis-api, lvis/eval.py, evaluate_img; cocoapi, pycocotools/cocoeval.py, evaluateImg
 */
export class CellMatcher {
  readonly #thresholds: Float64Array;
  readonly #all: number;
  /** Bit t of a ground truth: taken at threshold t. */
  #taken = new Int32Array(64);
  /** Ground truth that each detection took at the first threshold in the first range, −1 for none; position in the truth batch. */
  readonly #partners: Int32Array | undefined;

  /** @param partners receives, for the first threshold and range, the matched ground truth of each detection, −1 for none */
  constructor(thresholds: Float64Array, partners?: Int32Array) {
    this.#thresholds = reachableThresholds(thresholds);
    this.#all = 2 ** thresholds.length - 1;
    this.#partners = partners;
  }

  /** Writes the masks of all detections of a batch as if none were near a ground truth. */
  leaveUnmatched(range: number, { count, exempt, inside }: DetectionBatch, { hits, ignored }: MatchMasks): void {
    hits.fill(0, 0, count);
    for (let d = 0; d < count; d++) ignored[d] = exempt[d] === 0 && ((inside[d] >>> range) & 1) !== 0 ? 0 : this.#all;
  }

  /** Matches one cell in one area range and writes the masks of its detections that have candidates. */
  match(cell: Cell, range: number, detections: DetectionBatch, truths: TruthBatch, candidates: CandidateList, masks: MatchMasks): void {
    const { d0, d1, g0, g1 } = cell;
    if (g1 - g0 > this.#taken.length) this.#taken = new Int32Array(2 * (g1 - g0));
    this.#taken.fill(0, 0, g1 - g0);
    for (let d = d0; d < d1; d++) {
      const start = candidates.starts[d - d0];
      const end = candidates.starts[d - d0 + 1];
      if (end === start) continue;
      let matched = 0;
      let hits = 0;
      if (end === start + 1) {
        const g = candidates.truths[start];
        matched = this.#takeOnly(g - g0, candidates.overlaps[start], truths.crowd[g] === 1);
        if (((truths.ignored[g] >>> range) & 1) === 0) hits = matched;
        if (range === 0 && this.#partners !== undefined && (matched & 1) !== 0) this.#partners[d] = g;
      } else {
        const highest = maximum(candidates.overlaps, start, end);
        for (let t = 0; t < this.#thresholds.length && highest >= this.#thresholds[t]; t++) {
          const bit = 1 << t;
          let g = this.#best(start, end, t, range, 0, g0, truths, candidates);
          if (g >= 0) hits |= bit;
          else g = this.#best(start, end, t, range, 1, g0, truths, candidates);
          if (g < 0) continue;
          matched |= bit;
          this.#taken[g - g0] |= bit;
          if (range === 0 && this.#partners !== undefined && t === 0) this.#partners[d] = g;
        }
      }
      const judged = detections.exempt[d] === 0 && ((detections.inside[d] >>> range) & 1) !== 0;
      masks.hits[d] = hits;
      masks.ignored[d] = (matched & ~hits) | (judged ? 0 : this.#all & ~matched);
    }
  }

  /** @returns thresholds at which the only candidate is matched, as bits */
  #takeOnly(truth: number, overlap: number, crowd: boolean): number {
    let bits = 0;
    for (let t = 0; t < this.#thresholds.length && overlap >= this.#thresholds[t]; t++) bits |= 1 << t;
    if (crowd) return bits;
    bits &= ~this.#taken[truth];
    this.#taken[truth] |= bits;
    return bits;
  }

  /** @returns the free candidate of highest overlap among those ignored in the range (1) or not (0), −1 for none */
  #best(
    start: number,
    end: number,
    t: number,
    range: number,
    ignored: 0 | 1,
    g0: number,
    truths: TruthBatch,
    candidates: CandidateList,
  ): number {
    let best = this.#thresholds[t];
    let found = -1;
    for (let i = start; i < end; i++) {
      const g = candidates.truths[i];
      if (((truths.ignored[g] >>> range) & 1) !== ignored) continue;
      if (((this.#taken[g - g0] >>> t) & 1) !== 0 && truths.crowd[g] === 0) continue;
      if (candidates.overlaps[i] < best) continue;
      best = candidates.overlaps[i];
      found = g;
    }
    return found;
  }
}

function maximum(values: Float64Array, start: number, end: number): number {
  let highest = values[start];
  for (let i = start + 1; i < end; i++) if (values[i] > highest) highest = values[i];
  return highest;
}
