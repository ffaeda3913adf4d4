import type { Detections, Evaluator } from '@ecm/core';
import { DataError, ShapeError, UserError } from '@ecm/core';
import { runLengthsToString } from '@ecm/geometry';

import { DetectionSink } from '../detections/detection-sink.js';
import { DetectionStore } from '../detections/detection-store.js';
import { limitsBind } from '../detections/limits.js';
import type { ResultRecord } from '../detections/result-record.js';
import { evaluate } from '../evaluation.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import { Federation } from '../matching/federation.js';
import type { Protocol } from '../protocol/protocol.js';
import type { DetailedResult, ResultDetails } from '../results/detailed-result.js';
import { DetailObserver } from '../results/detail-observer.js';
import { reportEvaluation } from '../results/evaluation-report.js';
import type { EvaluationRules, OverlapKind } from '../rules/evaluation-rules.js';
import { checkedRecord } from './checked-record.js';

/** Detections of one or many images in columns; rows are detections. */
export interface DetectionColumns {
  /** Ids of images and categories in the ground truth. */
  readonly imageIds: ArrayLike<number>;
  readonly categoryIds: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
  /** `x, y, width, height` of each row, in pixels. */
  readonly boxes: ArrayLike<number>;
}

/**
 * Collects detections against one ground truth and judges them by a protocol, for one or more kinds of overlap. All
 * evaluators of the LVIS and COCO family are this class with their protocol.
 */
export class TableEvaluator implements Evaluator {
  readonly name: string;
  readonly truth: GroundTruthTable;
  readonly protocol: Protocol;
  readonly overlaps: readonly OverlapKind[];
  readonly federation: Federation;
  /** Detections in the order in which they came. */
  readonly #parts: StoredPart[] = [];
  #open: DetectionStore | undefined;

  constructor(truth: GroundTruthTable, protocol: Protocol, overlaps: readonly OverlapKind[]) {
    this.name = protocol.name;
    this.truth = truth;
    this.protocol = protocol;
    this.overlaps = overlaps;
    this.federation = new Federation(truth, this.#rules(0));
  }

  /**
   * Adds the detections of an image; call it in any order of images, also several times for one.
   *
   * @throws DataError if the image is not in the ground truth or a score is no number, ShapeError if a label is no class of it or there
   * are not four numbers of a box for every score
   */
  add(imageId: number, detections: Detections): this {
    const sink = this.#sink();
    const image = sink.imageIndex(imageId, '');
    const { boxes, scores, labels, masks } = detections;
    const classes = this.truth.categories.index.size;
    checkRows('add', scores, boxes);
    for (let i = 0; i < scores.length; i++) {
      const label = labels[i];
      if (!(Number.isInteger(label) && label >= 0 && label < classes))
        throw new ShapeError(`add: labels[${i}]`, `a class index below ${classes}`, String(label));
      const [x1, y1, x2, y2] = boxes.subarray(4 * i, 4 * i + 4);
      sink.count(image, label, true);
      sink.push(image, label, scores[i], x1, y1, x2 - x1, y2 - y1);
      const mask = masks?.[i];
      if (mask === undefined || !this.keepsMasks) continue;
      const bytes = new TextEncoder().encode(runLengthsToString(mask.counts));
      sink.pushMask(image, label, mask.height, mask.width, bytes, bytes.length);
    }
    return this;
  }

  /** Adds detections of any images from columns. Throws like `add`. */
  addColumns({ imageIds, categoryIds, scores, boxes }: DetectionColumns): this {
    const sink = this.#sink();
    checkRows('addColumns', scores, boxes);
    for (let i = 0; i < scores.length; i++) {
      const image = sink.imageIndex(imageIds[i], `row ${i}`);
      const category = sink.categoryIndex(categoryIds[i]);
      sink.count(image, category, true);
      sink.push(image, category, scores[i], boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]);
    }
    return this;
  }

  /** Adds detections as parsed from a result file. Throws like `add`, and DataError for a record that no file could hold. */
  addRecords(records: readonly ResultRecord[]): this {
    const sink = this.#sink();
    records.forEach((record, i) => {
      const where = `result ${i + 1}`;
      const { box, mask } = checkedRecord(record, where);
      const image = sink.imageIndex(record.image_id, where);
      const category = sink.categoryIndex(record.category_id);
      sink.count(image, category, box !== undefined);
      const [x, y, width, height] = box ?? [NaN, NaN, NaN, NaN];
      sink.push(image, category, record.score, x, y, width, height);
      if (mask === undefined || !sink.wantsMask(box !== undefined)) return;
      sink.pushMask(image, category, mask.height, mask.width, mask.counts, mask.counts.length);
    });
    return this;
  }

  /** Takes over the detections of an evaluator of the same ground truth; it must not be used any more. */
  merge(other: TableEvaluator): this {
    if (other.truth !== this.truth) {
      throw new DataError(
        other.truth.source,
        '',
        `these detections belong to another ground truth than ${this.truth.source}; read it once for both.`,
      );
    }
    if (other === this) throw new UserError('merge: an evaluator cannot be merged with itself; its detections would count twice.');
    this.#open = undefined;
    this.#parts.push(...other.#parts);
    return this;
  }

  /**
   * Takes over the detections that a reader has put into a store.
   *
   * @param reread for a lean store: reads the same detections again without leaving any out
   */
  addStore(store: DetectionStore, reread?: () => DetectionStore): this {
    this.#open = undefined;
    this.#parts.push({ store, reread });
    return this;
  }

  /** @returns an empty store that keeps what this evaluation needs of each detection */
  createStore(lean: boolean, createBuffer?: (bytes: number) => ArrayBuffer | SharedArrayBuffer): DetectionStore {
    const options = { boxes: true, masks: this.keepsMasks, lean, ...(createBuffer === undefined ? {} : { createBuffer }) };
    return new DetectionStore(this.truth.images.index.size, this.truth.categories.index.size, options);
  }

  /** @returns whether a limit leaves detections out of what these stores were given, so that lean ones will not do */
  limitsBind(stores: readonly DetectionStore[]): boolean {
    const joined = this.createStore(false);
    for (const store of stores) joined.append(store);
    return this.overlaps.some((overlap) => limitsBind(joined, this.protocol.rules(overlap)));
  }

  /** Keeps the masks of all judged detections, to compare them with objects of other classes; call it before any is added. */
  keepJudgedMasks(): this {
    this.federation.keepJudgedMasks();
    return this;
  }

  /** Whether any overlap of this evaluation is computed on masks. */
  get keepsMasks(): boolean {
    return this.overlaps.some((overlap) => overlap !== 'bbox');
  }

  /** @returns one result for each kind of overlap; the evaluator can go on collecting afterwards */
  finish(details: ResultDetails = {}): readonly DetailedResult[] {
    return this.overlaps.map((overlap) => {
      const rules = this.protocol.rules(overlap);
      const store = this.#completeStore(rules);
      const observer = new DetailObserver({ truth: this.truth, rules, chunks: store.chunks }, this.protocol, details);
      const options = { federation: this.federation, ...(observer.isNeeded ? { observer } : {}) };
      const measures = evaluate(this.truth, store, rules, options);
      const finished = { truth: this.truth, store, protocol: this.protocol, rules, measures };
      return { ...reportEvaluation(finished, observer.summary), ...observer.details };
    });
  }

  #rules(index: number): EvaluationRules {
    return this.protocol.rules(this.overlaps[index] ?? 'bbox');
  }

  #sink(): DetectionSink {
    if (this.#open === undefined) {
      this.#open = this.createStore(false);
      this.#parts.push({ store: this.#open, reread: undefined });
    }
    return new DetectionSink(this.truth, this.federation, this.#open);
  }

  /** @returns all detections, those that lean stores have left out too if a limit may take some of them */
  #completeStore(rules: EvaluationRules): DetectionStore {
    const joined = this.joinedStore();
    if (!limitsBind(joined, rules) || this.#parts.every(({ reread }) => reread === undefined)) return joined;
    for (const part of this.#parts) {
      if (part.reread === undefined) continue;
      part.store = part.reread();
      part.reread = undefined;
    }
    return this.joinedStore();
  }

  /** @returns the detections collected so far, in the order in which they came */
  joinedStore(): DetectionStore {
    const joined = this.createStore(false);
    for (const { store } of this.#parts) {
      store.close();
      joined.append(store);
    }
    return joined;
  }
}

function checkRows(where: string, scores: ArrayLike<number>, boxes: ArrayLike<number>): void {
  if (boxes.length !== 4 * scores.length) {
    throw new ShapeError(`${where}: boxes`, `four numbers for each of ${scores.length} scores`, `of length ${boxes.length}`);
  }
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i]))
      throw new DataError('detections', `${where}: scores[${i}]`, 'a score is NaN, so it has no place in the ranking.');
  }
}

/** Detections of one source. */
interface StoredPart {
  store: DetectionStore;
  /** For a lean store: reads everything this time. */
  reread: (() => DetectionStore) | undefined;
}
