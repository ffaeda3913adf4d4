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
    const { rows, starts, images, chunks } = this.#data.detections;
    const start = starts[category];
    const end = starts[category + 1];
    batch.reserve(end - start);
    batch.rows.set(rows.subarray(start, end));
    batch.images.set(images.subarray(start, end));
    // Rows lie anywhere in memory: loops that do little else fetch several at a time.
    for (let i = 0; i < batch.count; i++) {
      const row = batch.rows[i];
      batch.scores[i] = chunks[row >> CHUNK_BITS].scores[row & (CHUNK_ROWS - 1)];
    }
    this.#rankImages(batch);
    this.#loadExtents(category, batch);
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

  /** Sorts the detections of each image by score and keeps the best. */
  #rankImages(batch: DetectionBatch): void {
    const { images, scores, ranks, count } = batch;
    let filled = 0;
    for (let start = 0; start < count;) {
      const image = images[start];
      let end = start + 1;
      let sorted = true;
      while (end < count && images[end] === image) {
        if (scores[end] > scores[end - 1]) sorted = false;
        end++;
      }
      if (!sorted) this.#sortRange(batch, start, end);
      const kept = Math.min(end - start, this.#largestCap);
      if (filled < start) {
        batch.rows.copyWithin(filled, start, start + kept);
        images.copyWithin(filled, start, start + kept);
        scores.copyWithin(filled, start, start + kept);
      }
      for (let rank = 0; rank < kept; rank++) ranks[filled + rank] = rank;
      filled += kept;
      start = end;
    }
    batch.count = filled;
  }

  #sortRange({ rows, scores }: DetectionBatch, start: number, end: number): void {
    const unsortedRows = rows.slice(start, end);
    const unsortedScores = scores.slice(start, end);
    const order = this.#sorter.sort(unsortedScores, end - start);
    for (let i = start; i < end; i++) {
      rows[i] = unsortedRows[order[i - start]];
      scores[i] = unsortedScores[order[i - start]];
    }
  }

  #loadExtents(category: number, batch: DetectionBatch): void {
    const { detections, measure, federation } = this.#data;
    const { classAgnostic } = this.#rules;
    for (let at = 0; at < batch.count; at++) {
      const row = batch.rows[at];
      const chunk = detections.chunks[row >> CHUNK_BITS];
      const i = row & (CHUNK_ROWS - 1);
      measure.load(chunk, i, batch, at);
      batch.inside[at] = this.#ranges.bits(measure.rangeArea(chunk, i));
      batch.exempt[at] = federation.isNotExhaustive(batch.images[at], classAgnostic ? chunk.categories[i] : category) ? 1 : 0;
    }
  }
}
