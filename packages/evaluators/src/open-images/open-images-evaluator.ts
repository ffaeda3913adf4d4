import type { CategoryResult, ClassHierarchy, Detections, EvaluationResult, Evaluator } from '@ecm/core';
import { DataError, ShapeError, UserError } from '@ecm/core';

import type { RowKeys } from '../detections/grouped-rows.js';
import { groupRows } from '../detections/grouped-rows.js';
import { BoxColumns } from './box-columns.js';
import { ClassJudge } from './class-judge.js';
import type { MatchOptions } from './group-matcher.js';
import type { OpenImagesBoxes, OpenImagesTable } from './open-images-table.js';
import type { Relatives } from './relatives.js';
import { ancestorsOf } from './relatives.js';

/** Options of the Open Images evaluator. */
export interface OpenImagesOptions {
  /** Adds `AP50_expand`, where each detection also counts for the classes above its own. */
  readonly hierarchy?: ClassHierarchy;
  /**
   * `challenge`: UniDet's and TensorFlow's OpenImagesChallengeEvaluator; `mmdet`: mmdetection's, in single precision, with
   * missed group-of boxes as wrong detections and detections copied to classes above where those are verified.
   */
  readonly variant?: 'challenge' | 'mmdet';
  /** 1: a group-of box that is found counts as one hit; 0: the older protocol, which only removes detections inside it. */
  readonly groupOfWeight?: 0 | 1;
}

/** A detection of Open Images as result files hold it. */
export interface OpenImagesRecord {
  readonly image_id: string | number;
  readonly category_id: number;
  /** `x, y, width, height`. */
  readonly bbox: readonly number[];
  readonly score: number;
}

/**
 * Open Images: mean AP at IoU 0.5 over classes, with group-of boxes and image-level verification; the area under the curve
 * instead of 101 points. Detections that no verified class can use are not kept, so memory grows with those that are judged.
 *
 * @see xingyizhou/UniDet, unidet/evaluation/oideval.py; tensorflow/models, object_detection_evaluation.py
 */
export class OpenImagesEvaluator implements Evaluator {
  readonly name = 'open-images';
  readonly truth: OpenImagesTable;
  /** Detections on images that are not judged. */
  skipped = 0;
  readonly #options: Required<Omit<OpenImagesOptions, 'hierarchy'>>;
  readonly #ancestors: Relatives | undefined;
  readonly #detections = new BoxColumns();
  readonly #images: Map<string, number>;
  readonly #categories: Map<number, number>;
  #seen = 0;

  constructor(truth: OpenImagesTable, { hierarchy, variant = 'challenge', groupOfWeight = 1 }: OpenImagesOptions = {}) {
    this.truth = truth;
    this.#options = { variant, groupOfWeight };
    this.#ancestors = hierarchy === undefined ? undefined : ancestorsOf(hierarchy, truth.categories);
    this.#images = new Map(truth.imageIds.map((id, i) => [id, i]));
    this.#categories = new Map(truth.categories.map(({ id }, i) => [id, i]));
  }

  /** Adds the detections of an image. @throws DataError for an unknown image, ShapeError for a label that is no class */
  add(imageId: number | string, { boxes, scores, labels }: Detections): this {
    const image = this.imageOf(imageId);
    for (let i = 0; i < scores.length; i++) {
      const classes = this.truth.categories.length;
      if (!(labels[i] >= 0 && labels[i] < classes))
        throw new ShapeError(`add: labels[${i}]`, `a class index below ${classes}`, String(labels[i]));
      this.push(image, labels[i], scores[i], boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]);
    }
    return this;
  }

  /** Adds detections as parsed from a result file; classes that the ground truth does not have are left out. */
  addRecords(records: Iterable<OpenImagesRecord>): this {
    for (const { image_id: id, category_id: categoryId, bbox, score } of records) {
      if (bbox.length !== 4) throw new DataError('detections', `image ${id}`, 'a box needs four numbers: x, y, width, height.');
      const [x, y, width, height] = bbox;
      this.push(this.imageOf(id), this.categoryOf(categoryId), score, x, y, x + width, y + height);
    }
    return this;
  }

  /** @returns place of an image by its id, −1 if it is not judged @throws DataError if the ground truth lists all images, but not it */
  imageOf(id: number | string | bigint): number {
    const text = String(id);
    const image = this.#images.get(text) ?? this.#images.get(this.truth.aliases.get(text) ?? text);
    if (image !== undefined) return image;
    if (!this.truth.complete) return -1;
    throw new DataError('detections', '', `image ${id} is not in the ground truth. Do the results belong to another split?`);
  }

  /** @returns place of a class by its id, −1 if the ground truth does not have it */
  categoryOf(id: number): number {
    return this.#categories.get(id) ?? -1;
  }

  /** Adds a detection. @param image its place or −1 @param category its class's place or −1: such detections are left out */
  push(image: number, category: number, score: number, x1: number, y1: number, x2: number, y2: number): void {
    this.#seen++;
    if (image < 0) this.skipped++;
    if (image < 0 || category < 0 || !(x2 > x1 && y2 > y1) || !this.#isWanted(image, category)) return;
    this.#detections.push(image, category, score, x1, y1, x2, y2);
  }

  /** Whether the class, or one above it, is verified on the image. */
  #isWanted(image: number, category: number): boolean {
    const { verified } = this.truth;
    if (verified.has(image, category)) return true;
    if (this.#ancestors !== undefined) for (const above of this.#ancestors(category)) if (verified.has(image, above)) return true;
    return false;
  }

  /** Adds the detections of an evaluator of the same ground truth. */
  merge(other: OpenImagesEvaluator): this {
    if (other.truth !== this.truth)
      throw new UserError('Evaluators of different ground truths cannot be merged; make the table once for both.');
    const from = other.#detections;
    for (let row = 0; row < from.count; row++) this.#detections.copy(from, row, from.images[row], from.categories[row]);
    this.#seen += other.#seen;
    this.skipped += other.skipped;
    return this;
  }

  /** @throws DataError if there are detections, but none on an image of the ground truth */
  finish(): readonly EvaluationResult[] {
    if (this.#seen > 0 && this.skipped === this.#seen)
      throw new DataError(this.truth.source, '', 'none of the detections is on an image of it. Do the results belong to another split?');
    const { variant, groupOfWeight } = this.#options;
    const { imageIds, expanded, leftOut } = this.truth;
    const mmdet = variant === 'mmdet';
    const round = mmdet ? Math.fround : identity;
    const results = this.#judge({ groupOfWeight, penalizeMissedGroups: mmdet, round });
    const mean = (key: string): number =>
      meanOf(
        results.map(({ figures }) => figures[key]),
        round,
      );
    const keys = this.#ancestors === undefined ? ['AP50'] : ['AP50', 'AP50_expand'];
    const summary = Object.fromEntries(keys.map((key) => [key, mean(key)]));
    const settings = {
      ...this.#options,
      images: imageIds.length,
      expandedGroundTruth: expanded,
      detectionsOnOtherImages: this.skipped,
      boxesOfOtherClasses: leftOut.boxes,
      labelsOfOtherClasses: leftOut.labels,
    };
    return [{ protocol: this.name, iou: 'bbox', summary, categories: results, settings }];
  }

  #judge(options: MatchOptions): CategoryResult[] {
    const { imageIds, categories, boxes } = this.truth;
    const [images, classes] = [imageIds.length, categories.length];
    const judge = new ClassJudge(this.#detections, boxes, groupRows(keysOf(boxes), images, classes), options);
    const plain = groupRows(this.#verifiedRows(), images, classes);
    const figures = categories.map((_, c): Record<string, number> => ({ AP50: judge.averagePrecision(c, plain) }));
    if (this.#ancestors !== undefined) {
      const inner = innerClasses(this.#ancestors, classes);
      const expanded = groupRows(this.#expandedRows(this.#ancestors, inner), images, classes);
      // Nothing is copied to a class without classes below.
      figures.forEach((own, c) => (own['AP50_expand'] = inner[c] === 1 ? judge.averagePrecision(c, expanded) : own['AP50']));
    }
    return categories.map(({ id, name }, c) => {
      const detections = plain.starts[c + 1] - plain.starts[c];
      return { id, name, groundTruths: judge.positives(c), detections, figures: figures[c] };
    });
  }

  /** Detections of classes that are verified on their image. */
  #verifiedRows(): RowKeys {
    const { count, images, categories } = this.#detections;
    const { verified } = this.truth;
    return {
      forEach: (visit) => {
        for (let row = 0; row < count; row++) if (verified.has(images[row], categories[row])) visit(row, images[row], categories[row]);
      },
    };
  }

  /** Each detection on its own class and the classes above it, where those are verified and have classes below. */
  #expandedRows(ancestors: Relatives, inner: Uint8Array): RowKeys {
    const { count, images, categories } = this.#detections;
    const { verified } = this.truth;
    return {
      forEach: (visit) => {
        for (let row = 0; row < count; row++) {
          const [image, category] = [images[row], categories[row]];
          if (inner[category] === 1 && verified.has(image, category)) visit(row, image, category);
          for (const above of ancestors(category)) if (verified.has(image, above)) visit(row, image, above);
        }
      },
    };
  }
}

function keysOf({ count, images, categories }: OpenImagesBoxes): RowKeys {
  return {
    forEach: (visit) => {
      for (let row = 0; row < count; row++) visit(row, images[row], categories[row]);
    },
  };
}

/** @returns 1 for each class that has classes below it */
function innerClasses(ancestors: Relatives, classes: number): Uint8Array {
  const inner = new Uint8Array(classes);
  for (let category = 0; category < classes; category++) for (const above of ancestors(category)) inner[above] = 1;
  return inner;
}

function meanOf(values: readonly number[], round: (value: number) => number): number {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.length === 0 ? -1 : round(present.reduce((sum, value) => sum + value, 0) / present.length);
}

function identity(value: number): number {
  return value;
}
