import type { CategoryResult, ClassHierarchy, Detections, EvaluationResult, Evaluator } from '@ecm/core';
import { DataError, ShapeError, UserError } from '@ecm/core';

import { groupRows } from '../detections/grouped-rows.js';
import { BoxColumns } from './box-columns.js';
import { judgeClasses } from './judge-classes.js';
import type { MatchOptions } from './match-group.js';
import type { OpenImagesTable } from './open-images-table.js';
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
    if (image < 0 || category < 0) return;
    const verified = this.truth.verified[image];
    const wanted = verified.has(category) || this.#ancestors?.(category).some((above) => verified.has(above));
    if (wanted === true) this.#detections.push(image, category, score, x1, y1, x2, y2);
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
    const { categories, imageIds, expanded: expandedHere, leftOut } = this.truth;
    const mmdet = variant === 'mmdet';
    const options: MatchOptions = { groupOfWeight, penalizeMissedGroups: mmdet, round: mmdet ? Math.fround : identity };
    const plain = this.#judge(this.#detections, options);
    const expanded = this.#ancestors === undefined ? undefined : this.#judge(this.#expanded(this.#ancestors), options);
    const results = categories.map(({ id, name }, c): CategoryResult => {
      const figures = { AP50: plain[c].averagePrecision, ...(expanded === undefined ? {} : { AP50_expand: expanded[c].averagePrecision }) };
      return { id, name, groundTruths: plain[c].groundTruths, detections: plain[c].detections, figures };
    });
    const mean = (key: string): number =>
      meanOf(
        results.map(({ figures }) => figures[key]),
        options.round,
      );
    const keys = expanded === undefined ? ['AP50'] : ['AP50', 'AP50_expand'];
    const summary = Object.fromEntries(keys.map((key) => [key, mean(key)]));
    const settings = {
      ...this.#options,
      images: imageIds.length,
      expandedGroundTruth: expandedHere,
      detectionsOnOtherImages: this.skipped,
      boxesOfOtherClasses: leftOut.boxes,
      labelsOfOtherClasses: leftOut.labels,
    };
    return [{ protocol: this.name, iou: 'bbox', summary, categories: results, settings }];
  }

  #judge(detections: BoxColumns, options: MatchOptions): ReturnType<typeof judgeClasses> {
    const { verified, imageIds, categories, boxes } = this.truth;
    const keys = {
      forEach: (visit: (row: number, image: number, category: number) => void): void => {
        for (let row = 0; row < detections.count; row++) {
          const at = 4 * row;
          const [image, category] = [detections.images[row], detections.categories[row]];
          const empty = !(detections.corners[at + 2] > detections.corners[at] && detections.corners[at + 3] > detections.corners[at + 1]);
          if (!empty && verified[image].has(category)) visit(row, image, category);
        }
      },
    };
    const truthKeys = {
      forEach: (visit: (row: number, image: number, category: number) => void): void => {
        for (let row = 0; row < boxes.count; row++) visit(row, boxes.images[row], boxes.categories[row]);
      },
    };
    const [images, classes] = [imageIds.length, categories.length];
    return judgeClasses(detections, groupRows(keys, images, classes), boxes, groupRows(truthKeys, images, classes), options);
  }

  /** Each detection on its own class and the classes above it, where those are verified: others would not be judged. */
  #expanded(ancestors: Relatives): BoxColumns {
    const from = this.#detections;
    const expanded = new BoxColumns();
    for (let row = 0; row < from.count; row++) {
      const [image, category] = [from.images[row], from.categories[row]];
      const verified = this.truth.verified[image];
      if (verified.has(category)) expanded.copy(from, row, image, category);
      for (const above of ancestors(category)) if (verified.has(above)) expanded.copy(from, row, image, above);
    }
    return expanded;
  }
}

function meanOf(values: readonly number[], round: (value: number) => number): number {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.length === 0 ? -1 : round(present.reduce((sum, value) => sum + value, 0) / present.length);
}

function identity(value: number): number {
  return value;
}
