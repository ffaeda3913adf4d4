import type { Boxes } from '@ecm/core';
import { ShapeError } from '@ecm/core';
import type { BoxCoder, MapSize } from '@ecm/core/model';

const fround = Math.fround;

/** Scaling of the deltas; see the schema for sources. */
export interface DeltaXywhOptions {
  /** Subtracted from dx, dy, dw, dh. */
  readonly means?: readonly number[];
  /** Divide dx, dy, dw, dh. */
  readonly stds?: readonly number[];
  /** Smallest factor by which decoding changes a width or height; its inverse is the largest. */
  readonly sizeRatioClip?: number;
  /** Whether decoding clips to the limit it is given. */
  readonly clipBorder?: boolean;
}

/**
 * Boxes as shift of the centre relative to the reference's size, and logarithm of the ratio of sizes:
 * dx = (gx − px) / pw, dw = ln(gw / pw), then (d − mean) / std. Float32 arithmetic.
 *
 * @see mmdetection, core/bbox/coder/delta_xywh_bbox_coder.py
 */
export class DeltaXywhBoxCoder implements BoxCoder {
  readonly means: readonly number[];
  readonly stds: readonly number[];
  readonly #maxLogRatio: number;
  readonly #clipBorder: boolean;

  constructor({ means = [0, 0, 0, 0], stds = [1, 1, 1, 1], sizeRatioClip = 16 / 1000, clipBorder = true }: DeltaXywhOptions = {}) {
    this.means = means.map(fround);
    this.stds = stds.map(fround);
    this.#maxLogRatio = fround(Math.abs(Math.log(sizeRatioClip)));
    this.#clipBorder = clipBorder;
  }

  encode(references: Boxes, boxes: Boxes): Float32Array {
    if (boxes.length !== references.length) {
      throw new ShapeError('DeltaXywhBoxCoder.encode: boxes', `as long as the references, [${references.length}]`, [boxes.length]);
    }
    const deltas = new Float32Array(boxes.length);
    for (let i = 0; i < boxes.length; i += 4) {
      for (let axis = 0; axis < 2; axis++) {
        const at = i + axis;
        const size = fround(references[at + 2] - references[at]);
        const shift = fround(fround(centreOf(boxes, at) - centreOf(references, at)) / size);
        const ratio = fround(Math.log(fround(fround(boxes[at + 2] - boxes[at]) / size)));
        deltas[at] = fround(shift - this.means[axis]) / this.stds[axis];
        deltas[at + 2] = fround(ratio - this.means[axis + 2]) / this.stds[axis + 2];
      }
    }
    return deltas;
  }

  /** Also takes class-specific deltas, float32 [n · 4C]: columns 4c … 4c + 3 belong to class c; gives boxes float32 [n · 4C]. */
  decode(references: Boxes, deltas: Float32Array, limit?: MapSize): Boxes {
    const perReference = references.length === 0 ? 0 : deltas.length / references.length;
    if (!Number.isInteger(perReference) || (references.length === 0 && deltas.length > 0)) {
      throw new ShapeError('DeltaXywhBoxCoder.decode: deltas', `a multiple of the references, [${references.length}]`, [deltas.length]);
    }
    const [limitX, limitY] = this.#clipBorder && limit !== undefined ? [limit.width, limit.height] : [Infinity, Infinity];
    const floor = limitX === Infinity ? -Infinity : 0;
    const boxes = new Float32Array(deltas.length);
    for (let i = 0; i < boxes.length; i += 4) {
      const reference = 4 * Math.floor(i / (4 * perReference));
      for (let axis = 0; axis < 2; axis++) {
        const shift = fround(fround(deltas[i + axis] * this.stds[axis]) + this.means[axis]);
        const logRatio = fround(fround(deltas[i + axis + 2] * this.stds[axis + 2]) + this.means[axis + 2]);
        const clamped = Math.min(Math.max(logRatio, -this.#maxLogRatio), this.#maxLogRatio);
        const size = fround(references[reference + axis + 2] - references[reference + axis]);
        const centre = fround(centreOf(references, reference + axis) + fround(size * shift));
        const half = fround(fround(size * fround(Math.exp(clamped))) * 0.5);
        const bound = axis === 0 ? limitX : limitY;
        boxes[i + axis] = Math.min(Math.max(fround(centre - half), floor), bound);
        boxes[i + axis + 2] = Math.min(Math.max(fround(centre + half), floor), bound);
      }
    }
    return boxes;
  }
}

function centreOf(boxes: Boxes, at: number): number {
  return fround(fround(boxes[at] + boxes[at + 2]) * 0.5);
}
