import type { GroupedRows } from '../detections/grouped-rows.js';
import { StableDescending } from '../matching/stable-descending.js';
import type { BoxColumns } from './box-columns.js';
import type { MatchOptions } from './group-matcher.js';
import { GroupMatcher } from './group-matcher.js';
import { JudgedDetections } from './judged-detections.js';
import type { OpenImagesBoxes } from './open-images-table.js';
import { stepAveragePrecision } from './step-average-precision.js';

/** Judges class after class: its images in ascending order, in each the detections by descending score. */
export class ClassJudge {
  readonly #detections: BoxColumns;
  readonly #boxes: OpenImagesBoxes;
  readonly #truths: GroupedRows;
  readonly #options: MatchOptions;
  readonly #matcher: GroupMatcher;
  readonly #order = new StableDescending();
  readonly #judged = new JudgedDetections();
  /** Detections of an image, as they come and by score. */
  #scores = new Float64Array(64);
  #ranked = new Int32Array(64);

  /** @param truths rows of the annotated boxes by class and image */
  constructor(detections: BoxColumns, boxes: OpenImagesBoxes, truths: GroupedRows, options: MatchOptions) {
    this.#detections = detections;
    this.#boxes = boxes;
    this.#truths = truths;
    this.#options = options;
    this.#matcher = new GroupMatcher(boxes, options);
  }

  /** @returns number of annotated boxes of a class that should be found */
  positives(category: number): number {
    const { rows, starts } = this.#truths;
    if (this.#options.groupOfWeight === 1) return starts[category + 1] - starts[category];
    let count = 0;
    for (let i = starts[category]; i < starts[category + 1]; i++) count += 1 - this.#boxes.groupOf[rows[i]];
    return count;
  }

  /** @param grouped rows of the detections by class and image @returns NaN without ground truth */
  averagePrecision(category: number, grouped: GroupedRows): number {
    const positives = this.positives(category);
    if (positives === 0) return NaN;
    const truths = this.#truths;
    this.#judged.count = 0;
    const [dEnd, gEnd] = [grouped.starts[category + 1], truths.starts[category + 1]];
    for (let [d, g] = [grouped.starts[category], truths.starts[category]]; d < dEnd || g < gEnd;) {
      const image = Math.min(d < dEnd ? grouped.images[d] : Infinity, g < gEnd ? truths.images[g] : Infinity);
      const [dFrom, gFrom] = [d, g];
      while (d < dEnd && grouped.images[d] === image) d++;
      while (g < gEnd && truths.images[g] === image) g++;
      const ranked = this.#rank(grouped.rows.subarray(dFrom, d));
      this.#matcher.match(this.#detections, ranked, truths.rows.subarray(gFrom, g), this.#judged);
    }
    return stepAveragePrecision(this.#judged, this.#order, positives, this.#options.round);
  }

  #rank(rows: Int32Array): Int32Array {
    const count = rows.length;
    if (count < 2) return rows;
    if (count > this.#ranked.length) {
      this.#scores = new Float64Array(2 * count);
      this.#ranked = new Int32Array(2 * count);
    }
    const [scores, ranked] = [this.#scores, this.#ranked];
    for (let i = 0; i < count; i++) scores[i] = this.#detections.values[rows[i]];
    const order = this.#order.sort(scores, count);
    for (let i = 0; i < count; i++) ranked[i] = rows[order[i]];
    return ranked.subarray(0, count);
  }
}
