import type { Boxes } from '@ecm/core';
import { ShapeError } from '@ecm/core';
import type { AnchorGenerator, MapSize } from '@ecm/core/model';

import { baseAnchors } from './base-anchors.js';

/** What the anchors look like; see the schema for sources. */
export interface AnchorGridOptions {
  /** Distance of neighbouring cells of each level, in pixels. */
  readonly strides: readonly number[];
  /** Sizes relative to the base size. */
  readonly scales: readonly number[];
  /** Height divided by width. */
  readonly ratios: readonly number[];
  /** Side of a square anchor of scale 1 of each level; the strides if absent. */
  readonly baseSizes?: readonly number[];
  /** Centre of the anchors of a cell as a share of the base size; default 0: the cell's corner. */
  readonly centerOffset?: number;
  /** Ratios outside, scales inside (default), or the other way round. */
  readonly scaleMajor?: boolean;
}

/**
 * Anchors of equal shapes in every cell of a grid.
 *
 * @see mmdetection, core/anchor/anchor_generator.py, AnchorGenerator
 */
export class AnchorGridGenerator implements AnchorGenerator {
  readonly perCell: readonly number[];
  readonly #strides: readonly number[];
  readonly #bases: readonly Boxes[];

  constructor({ strides, scales, ratios, baseSizes = strides, centerOffset = 0, scaleMajor = true }: AnchorGridOptions) {
    if (baseSizes.length !== strides.length) {
      throw new ShapeError('AnchorGridGenerator: baseSizes', `one per level, [${strides.length}]`, [baseSizes.length]);
    }
    this.#strides = strides;
    this.#bases = baseSizes.map((baseSize) => baseAnchors({ baseSize, scales, ratios, centerOffset, scaleMajor }));
    this.perCell = this.#bases.map((base) => base.length / 4);
  }

  /** Anchors of the cell at row 0, column 0 of each level; float32 [perCell · 4]. */
  get base(): readonly Boxes[] {
    return this.#bases;
  }

  grid(sizes: readonly MapSize[]): Boxes[] {
    this.#checkLevels(sizes);
    return sizes.map(({ height, width }, level) => {
      const base = this.#bases[level];
      const stride = this.#strides[level];
      const anchors = new Float32Array(height * width * base.length);
      let at = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          for (let k = 0; k < base.length; k++) anchors[at++] = base[k] + stride * ((k & 1) === 0 ? x : y);
        }
      }
      return anchors;
    });
  }

  valid(sizes: readonly MapSize[], paddedHeight: number, paddedWidth: number): Uint8Array[] {
    this.#checkLevels(sizes);
    return sizes.map(({ height, width }, level) => {
      const [stride, perCell] = [this.#strides[level], this.perCell[level]];
      const rows = Math.min(Math.ceil(paddedHeight / stride), height);
      const columns = Math.min(Math.ceil(paddedWidth / stride), width);
      const flags = new Uint8Array(height * width * perCell);
      for (let y = 0; y < rows; y++) flags.fill(1, y * width * perCell, (y * width + columns) * perCell);
      return flags;
    });
  }

  #checkLevels(sizes: readonly MapSize[]): void {
    if (sizes.length !== this.#strides.length) {
      throw new ShapeError('AnchorGridGenerator: sizes', `one per level, [${this.#strides.length}]`, [sizes.length]);
    }
  }
}
