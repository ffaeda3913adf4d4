import type { DetectionMeasure } from '../detections/detection-measure.js';
import type { DetectionTable } from '../detections/detection-table.js';
import { CHUNK_BITS, CHUNK_ROWS } from '../detections/detection-chunk.js';
import type { GroupedRows } from '../detections/grouped-rows.js';
import { CROWD_FLAG } from '../ground-truth/ground-truth-table.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import { RangeTest } from '../rules/area-range.js';
import type { EvaluationRules } from '../rules/evaluation-rules.js';
import type { DetectionBatch, TruthBatch } from './detection-batch.js';
import type { Federation } from './federation.js';
import { isIgnored } from './federation.js';
import { StableDescending } from './stable-descending.js';

/** What the classes of an evaluation are loaded from. */
export interface EvaluationData {
  readonly truth: GroundTruthTable;
  readonly truthRows: GroupedRows;
  readonly detections: DetectionTable;
  readonly measure: DetectionMeasure;
  readonly federation: Federation;
}

/** Copies one class at a time from the tables into batches that matching works on. */
export class CategoryLoader {
  readonly #data: EvaluationData;
  readonly #rules: EvaluationRules;
  readonly #largestCap: number;
  readonly #ranges: RangeTest;
  readonly #sorter = new StableDescending();
  #scores = new Float64Array(1024);

  constructor(data: EvaluationData, rules: EvaluationRules) {
    this.#data = data;
    this.#rules = rules;
    this.#ranges = new RangeTest(rules.ranges, rules.openUpperEnd);
    this.#largestCap = rules.perCell?.[rules.perCell.length - 1] ?? Infinity;
  }

  /** @returns number of detections of a class, without limits per image and class */
  countDetections(category: number): number {
    const { starts } = this.#data.detections;
    return starts[category + 1] - starts[category];
  }

  /** Loads the detections of a class: of each image the best up to the largest limit, best first. */
  loadDetections(category: number, batch: DetectionBatch): void {
    const { starts, images } = this.#data.detections;
    const end = starts[category + 1];
    batch.reserve(end - starts[category]);
    let filled = 0;
    for (let start = starts[category]; start < end;) {
      const image = images[start];
      let next = start + 1;
      while (next < end && images[next] === image) next++;
      filled = this.#loadImage(category, image, start, next, filled, batch);
      start = next;
    }
    batch.count = filled;
  }

  /** @returns number of ground truths that count in each area range */
  loadTruths(category: number, batch: TruthBatch): Int32Array {
    const { annotations } = this.#data.truth;
    const { rows, starts } = this.#data.truthRows;
    const { ranges } = this.#rules;
    const everywhere = 2 ** ranges.length - 1;
    const positives = new Int32Array(ranges.length);
    const first = starts[category];
    batch.reserve(starts[category + 1] - first);
    for (let i = 0; i < batch.count; i++) {
      const row = rows[first + i];
      batch.rows[i] = row;
      batch.images[i] = annotations.images[row];
      batch.x[i] = annotations.boxes[4 * row];
      batch.y[i] = annotations.boxes[4 * row + 1];
      batch.width[i] = annotations.boxes[4 * row + 2];
      batch.height[i] = annotations.boxes[4 * row + 3];
      const flags = annotations.flags[row];
      batch.crowd[i] = this.#rules.crowds && (flags & CROWD_FLAG) !== 0 ? 1 : 0;
      const counts = isIgnored(flags, this.#rules) ? 0 : this.#ranges.bits(annotations.areas[row]);
      batch.ignored[i] = everywhere & ~counts;
      for (let r = 0; r < ranges.length; r++) positives[r] += (counts >>> r) & 1;
    }
    return positives;
  }

  #loadImage(category: number, image: number, start: number, end: number, filled: number, batch: DetectionBatch): number {
    const { detections, measure, federation } = this.#data;
    const { rows, chunks } = detections;
    const { classAgnostic } = this.#rules;
    const count = end - start;
    if (count > this.#scores.length) this.#scores = new Float64Array(2 * count);
    for (let i = 0; i < count; i++) {
      const row = rows[start + i];
      this.#scores[i] = chunks[row >> CHUNK_BITS].scores[row & (CHUNK_ROWS - 1)];
    }
    const order = this.#sorter.sort(this.#scores, count);
    const kept = Math.min(count, this.#largestCap);
    for (let rank = 0; rank < kept; rank++) {
      const row = rows[start + order[rank]];
      const chunk = chunks[row >> CHUNK_BITS];
      const i = row & (CHUNK_ROWS - 1);
      const at = filled + rank;
      batch.rows[at] = row;
      batch.images[at] = image;
      batch.ranks[at] = rank;
      batch.scores[at] = this.#scores[order[rank]];
      measure.load(chunk, i, batch, at);
      batch.inside[at] = this.#ranges.bits(measure.rangeArea(chunk, i));
      batch.exempt[at] = federation.isNotExhaustive(image, classAgnostic ? chunk.categories[i] : category) ? 1 : 0;
    }
    return filled + kept;
  }
}
