import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

import type { Detections } from '@ecm/core';
import { runLengthsToString } from '@ecm/geometry';

import type { ResultWriter } from './result-writer.js';

/** Options of {@link ResultFile}. */
export interface ResultFileOptions {
  readonly path: string;
  /** Ids of the data set's categories, by label. */
  readonly categoryIds: readonly number[];
  /** `bbox`: a box per record; `segm`: a mask per record and no box, so that evaluators sort areas by mask. */
  readonly kind: 'bbox' | 'segm';
}

/** Characters that are collected before they are written. */
const blockSize = 1 << 20;

/**
 * Writes detections as a JSON array of LVIS or COCO results, record by record.
 *
 * The file has its name only when it is complete. Boxes are `[x, y, width, height]`, masks compressed run lengths.
 *
 * @see https://cocodataset.org/#format-results
 */
export class ResultFile implements ResultWriter {
  readonly #options: ResultFileOptions;
  readonly #temporary: string;
  readonly #descriptor: number;
  #block = '[';
  #records = 0;

  constructor(options: ResultFileOptions) {
    this.#options = options;
    this.#temporary = `${options.path}.tmp`;
    this.#descriptor = openSync(this.#temporary, 'w');
  }

  add(imageId: number, detections: Detections): void {
    for (let index = 0; index < detections.labels.length; index++) {
      const what = this.#options.kind === 'bbox' ? { bbox: boxOf(detections, index) } : { segmentation: maskOf(detections, index) };
      const record = {
        image_id: imageId,
        category_id: this.#categoryId(detections.labels[index] ?? -1),
        ...what,
        score: detections.scores[index],
      };
      this.#block += `${this.#records === 0 ? '' : ','}\n${JSON.stringify(record)}`;
      this.#records += 1;
      if (this.#block.length >= blockSize) this.#flush();
    }
  }

  close(): void {
    this.#block += '\n]\n';
    this.#flush();
    closeSync(this.#descriptor);
    renameSync(this.#temporary, this.#options.path);
  }

  discard(): void {
    closeSync(this.#descriptor);
    rmSync(this.#temporary);
  }

  #categoryId(label: number): number {
    const id = this.#options.categoryIds[label];
    if (id === undefined) throw new RangeError(`Label ${label} is not one of the ${this.#options.categoryIds.length} categories.`);
    return id;
  }

  #flush(): void {
    const bytes = Buffer.from(this.#block);
    for (let written = 0; written < bytes.length;) written += writeSync(this.#descriptor, bytes, written);
    this.#block = '';
  }
}

function boxOf({ boxes }: Detections, index: number): number[] {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = boxes.subarray(4 * index, 4 * index + 4);
  return [x1, y1, x2 - x1, y2 - y1];
}

function maskOf({ masks }: Detections, index: number): { size: [number, number]; counts: string } {
  const mask = masks?.[index];
  if (mask === undefined) throw new RangeError('A mask result was asked for, but the detections have no masks. Write boxes instead.');
  return { size: [mask.height, mask.width], counts: runLengthsToString(mask.counts) };
}
