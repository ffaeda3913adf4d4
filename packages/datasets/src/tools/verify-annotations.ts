import type { ImageRecord, Segmentation } from '@ecm/core';
import { maskArea, polygonsToMask } from '@ecm/geometry';

import type { ProblemLog } from '../annotations/data-report.js';
import type { ParsedAnnotation } from '../annotations/parse-annotation.js';
import { parseAnnotation } from '../annotations/parse-annotation.js';
import { problemKinds } from '../annotations/problem-kinds.js';
import type { RawRecord } from '../annotations/records.js';
import { finiteNumber } from '../annotations/records.js';
import { touchesItself } from './self-touching.js';
import { verifyProblems } from './verify-problems.js';

/** Checks annotation records one by one against the images and categories of their file. */
export class AnnotationVerifier {
  /** Number of records seen. */
  count = 0;
  readonly #images: ReadonlyMap<number, ImageRecord>;
  readonly #unused: Map<number, string>;
  readonly #known: ReadonlySet<number>;
  readonly #log: ProblemLog;
  readonly #ids = new Set<number>();
  /** Images without annotations so far. */
  readonly #empty: Set<number>;

  constructor(images: ReadonlyMap<number, ImageRecord>, categories: ReadonlyMap<number, string>, log: ProblemLog) {
    this.#images = images;
    this.#empty = new Set(images.keys());
    this.#unused = new Map(categories);
    this.#known = new Set(categories.keys());
    this.#log = log;
  }

  add(record: RawRecord, place: string): void {
    this.count++;
    if (['id', 'image_id', 'category_id'].some((key) => typeof record[key] === 'bigint')) this.#log.note(verifyProblems.largeId, place);
    if ((finiteNumber(record['area']) ?? 0) < 0) this.#log.note(verifyProblems.badArea, place);
    const annotation = parseAnnotation(record, { place, log: this.#log, withSegmentation: true });
    if (annotation === undefined) return;
    const where = annotation.id === undefined ? place : `annotation ${annotation.id}`;
    if (annotation.id !== undefined && this.#ids.has(annotation.id)) this.#log.note(verifyProblems.doubleAnnotation, where);
    if (annotation.id !== undefined) this.#ids.add(annotation.id);
    const image = this.#images.get(annotation.imageId);
    if (image === undefined) this.#log.note(problemKinds.unknownImage, `${where} (image ${annotation.imageId})`);
    if (!this.#known.has(annotation.categoryId)) {
      this.#log.note(problemKinds.unknownCategory, `${where} (category ${annotation.categoryId})`);
    }
    this.#unused.delete(annotation.categoryId);
    if (image === undefined) return;
    this.#empty.delete(annotation.imageId);
    if (image.negativeCategoryIds.includes(annotation.categoryId))
      this.#log.note(verifyProblems.onNegativeList, `${where} (category ${annotation.categoryId}, ${image.fileName})`);
    this.#checkBox(annotation, image, where);
    if (annotation.segmentation !== undefined) this.#checkMask(annotation.segmentation, image, where);
  }

  finish(): void {
    if (this.count === 0) this.#log.note(verifyProblems.noAnnotations, 'the whole file');
    for (const id of this.#empty) this.#log.note(verifyProblems.emptyImage, `image ${id}`);
    for (const [id, name] of this.#unused) this.#log.note(verifyProblems.unusedCategory, `category ${id} (${name})`);
  }

  #checkBox({ box: [x, y, width, height] }: ParsedAnnotation, image: ImageRecord, where: string): void {
    const beyond = Math.max(-x, -y, x + width - image.width, y + height - image.height);
    const meets = x < image.width && y < image.height && x + width > 0 && y + height > 0;
    const place = `${where} (${image.fileName})`;
    if (!meets) this.#log.note(verifyProblems.outside, place);
    else if (beyond > 1) this.#log.note(verifyProblems.overBorder, place);
  }

  #checkMask(segmentation: Segmentation, { width, height, fileName }: ImageRecord, where: string): void {
    const place = `${where} (${fileName})`;
    if ('runLengths' in segmentation) {
      const { runLengths } = segmentation;
      if (runLengths.width !== width || runLengths.height !== height) this.#log.note(verifyProblems.wrongMaskSize, place);
      else if (maskArea(runLengths) === 0) this.#log.note(verifyProblems.emptyMask, place);
      return;
    }
    if (segmentation.polygons.some(touchesItself)) this.#log.note(verifyProblems.selfTouching, place);
    if (maskArea(polygonsToMask(segmentation.polygons, height, width)) === 0) this.#log.note(verifyProblems.emptyMask, place);
  }
}
