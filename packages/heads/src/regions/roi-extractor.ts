import type { Boxes } from '@ecm/core';
import type { Level, Tensor2D, Tensor4D } from '@ecm/core/model';
import { gatherRows, roiAlign, tf } from '@ecm/tensor';

import { packRois } from './pack-rois.js';
import type { RoiLevelOptions } from './roi-levels.js';
import { roiLevels } from './roi-levels.js';

/** How features are cut out of a pyramid. */
export interface RoiExtractorOptions extends RoiLevelOptions {
  /** Side of the cut-out in bins. */
  readonly size: number;
  /** Samples per bin and axis; 0: as many as the bin has cells. */
  readonly samplingRatio: number;
}

/** Cuts regions out of the pyramid level that fits their size, by RoIAlign. */
export class RoiExtractor {
  readonly channels: number;
  readonly size: number;
  readonly #levels: readonly Level[];
  readonly #options: RoiExtractorOptions;

  /** @param levels of the pyramid, at least `options.levels` of them */
  constructor(levels: readonly Level[], options: RoiExtractorOptions) {
    this.#levels = levels.slice(0, options.levels);
    this.#options = options;
    this.channels = this.#levels[0].channels;
    this.size = options.size;
  }

  /**
   * @param features maps [N, H, W, C], fine to coarse
   * @param boxesOfImages regions of each image in network-input pixels, at least one in all
   * @returns float32 [R, size, size, C], image by image
   */
  extract(features: readonly Tensor4D[], boxesOfImages: readonly Boxes[]): Tensor4D {
    const { size, samplingRatio } = this.#options;
    const rois = packRois(boxesOfImages);
    const rowsOfLevels = this.#rowsOfLevels(rois);
    const parts = rowsOfLevels.flatMap((rows, level) => {
      if (rows.length === 0) return [];
      const part = new Float32Array(5 * rows.length);
      rows.forEach((row, i) => {
        part.set(rois.subarray(5 * row, 5 * row + 5), 5 * i);
      });
      const scale = 1 / this.#levels[level].stride;
      return [roiAlign(features[level], part, { outputHeight: size, outputWidth: size, scale, samplingRatio })];
    });
    if (parts.length === 1) return parts[0];
    return inOriginalOrder(tf.concat(parts, 0), rowsOfLevels.flat());
  }

  #rowsOfLevels(rois: Float32Array): number[][] {
    const boxes = new Float32Array((rois.length / 5) * 4);
    for (let row = 0; row < rois.length / 5; row++) boxes.set(rois.subarray(5 * row + 1, 5 * row + 5), 4 * row);
    const rows: number[][] = this.#levels.map(() => []);
    roiLevels(boxes, this.#options).forEach((level, row) => rows[level].push(row));
    return rows;
  }
}

/** @param rows original row of each row of `x` */
function inOriginalOrder(x: Tensor4D, rows: readonly number[]): Tensor4D {
  const positions = new Int32Array(rows.length);
  rows.forEach((row, position) => (positions[row] = position));
  const [count, height, width, channels] = x.shape;
  return gatherRows(x.reshape<Tensor2D>([count, height * width * channels]), positions).reshape(x.shape);
}
