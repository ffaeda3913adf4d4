import type { CategoryResult, ClassHierarchy, Detections, EvaluationResult, Evaluator } from '@ecm/core';
import { DataError, ShapeError, UserError } from '@ecm/core';

import { groupRows } from '../detections/grouped-rows.js';
import type { Relatives } from './expand-ground-truth.js';
import { ancestorsOf } from './expand-ground-truth.js';
import { judgeClasses } from './judge-classes.js';
import type { MatchOptions } from './match-group.js';
import { OpenImagesDetections } from './open-images-detections.js';
import type { OpenImagesTable } from './open-images-table.js';

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
 * instead of 101 points. The ground truth must be expanded along the hierarchy.
 *
 * @see xingyizhou/UniDet, unidet/evaluation/oideval.py; tensorflow/models, object_detection_evaluation.py
 */
export class OpenImagesEvaluator implements Evaluator {
  readonly name = 'open-images';
  readonly truth: OpenImagesTable;
  readonly #options: Required<Omit<OpenImagesOptions, 'hierarchy'>>;
  readonly #ancestors: Relatives | undefined;
  readonly #detections = new OpenImagesDetections();
  readonly #images: Map<string, number>;
  readonly #categories: Map<number, number>;

  constructor(truth: OpenImagesTable, { hierarchy, variant = 'challenge', groupOfWeight = 1 }: OpenImagesOptions = {}) {
    this.truth = truth;
    this.#options = { variant, groupOfWeight };
    this.#ancestors = hierarchy === undefined ? undefined : ancestorsOf(hierarchy, truth.categories);
    this.#images = new Map(truth.imageIds.map((id, i) => [id, i]));
    this.#categories = new Map(truth.categories.map(({ id }, i) => [id, i]));
  }

  /** Adds the detections of an image. @throws DataError for an unknown image, ShapeError for a label that is no class */
  add(imageId: number | string, { boxes, scores, labels }: Detections): this {
    const image = this.#imageIndex(imageId);
    for (let i = 0; i < scores.length; i++) {
      const classes = this.truth.categories.length;
      if (!(labels[i] >= 0 && labels[i] < classes))
        throw new ShapeError(`add: labels[${i}]`, `a class index below ${classes}`, String(labels[i]));
      this.#detections.push(image, labels[i], scores[i], boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]);
    }
    return this;
  }

  /** Adds detections as parsed from a result file; classes that the ground truth does not have are left out. */
  addRecords(records: Iterable<OpenImagesRecord>): this {
    for (const { image_id: id, category_id: categoryId, bbox, score } of records) {
      const image = this.#imageIndex(id);
      const category = this.#categories.get(categoryId);
      if (bbox.length !== 4) throw new DataError('detections', `image ${id}`, 'a box needs four numbers: x, y, width, height.');
      const [x, y, width, height] = bbox;
      if (category !== undefined) this.#detections.push(image, category, score, x, y, x + width, y + height);
    }
    return this;
  }

  /** Adds the detections of an evaluator of the same ground truth. */
  merge(other: OpenImagesEvaluator): this {
    if (other.truth !== this.truth)
      throw new UserError('Evaluators of different ground truths cannot be merged; make the table once for both.');
    this.#detections.append(other.#detections);
    return this;
  }

  finish(): readonly EvaluationResult[] {
    const { variant, groupOfWeight } = this.#options;
    const { categories, verified, imageIds } = this.truth;
    const mmdet = variant === 'mmdet';
    const options: MatchOptions = { groupOfWeight, penalizeMissedGroups: mmdet, round: mmdet ? Math.fround : identity };
    const plain = this.#judge(this.#detections, options);
    const expanded =
      this.#ancestors === undefined
        ? undefined
        : this.#judge(expandDetections(this.#detections, this.#ancestors, verified, mmdet), options);
    const results = categories.map(({ id, name }, c): CategoryResult => {
      const figures = { AP50: plain[c].averagePrecision, ...(expanded === undefined ? {} : { AP50_expand: expanded[c].averagePrecision }) };
      return { id, name, groundTruths: plain[c].groundTruths, detections: plain[c].detections, figures };
    });
    const keys = expanded === undefined ? ['AP50'] : ['AP50', 'AP50_expand'];
    const summary = Object.fromEntries(
      keys.map((key) => [
        key,
        meanOf(
          results.map(({ figures }) => figures[key]),
          options.round,
        ),
      ]),
    );
    return [{ protocol: this.name, iou: 'bbox', summary, categories: results, settings: { ...this.#options, images: imageIds.length } }];
  }

  #judge(detections: OpenImagesDetections, options: MatchOptions): ReturnType<typeof judgeClasses> {
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

  #imageIndex(id: number | string): number {
    const index = this.#images.get(String(id));
    if (index !== undefined) return index;
    throw new DataError('detections', '', `image ${id} is not in the ground truth. Do the results belong to another split?`);
  }
}

/** Copies each detection to the classes above its own. @param onlyVerified where those are verified on its image */
function expandDetections(
  detections: OpenImagesDetections,
  ancestors: Relatives,
  verified: readonly ReadonlySet<number>[],
  onlyVerified: boolean,
): OpenImagesDetections {
  const expanded = new OpenImagesDetections();
  for (let row = 0; row < detections.count; row++) {
    const [image, category] = [detections.images[row], detections.categories[row]];
    const [x1, y1, x2, y2] = detections.corners.subarray(4 * row, 4 * row + 4);
    for (const copy of [category, ...ancestors(category)]) {
      if (!onlyVerified || verified[image].has(copy)) expanded.push(image, copy, detections.scores[row], x1, y1, x2, y2);
    }
  }
  return expanded;
}

function meanOf(values: readonly number[], round: (value: number) => number): number {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.length === 0 ? -1 : round(present.reduce((sum, value) => sum + value, 0) / present.length);
}

function identity(value: number): number {
  return value;
}
