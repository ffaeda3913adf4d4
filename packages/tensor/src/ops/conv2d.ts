import { ShapeError } from '@ecm/core';
import type { Tensor1D, Tensor4D } from '@ecm/core/model';

import { columnSums } from './column-sums.js';
import { convGeometry } from './conv-geometry.js';
import { convFilterGradient, convForward, convInputGradient } from './conv-passes.js';
import { customOp } from './custom-op.js';
import { once } from './once.js';
import type { Padding } from './padding.js';
import { reluGradient } from './relu-gradient.js';

/** Options of a convolution. */
export interface ConvOptions {
  /** Default 1, both axes. */
  readonly stride?: number;
  /** Zero cells around the input, per side or one number for all; default 0. */
  readonly padding?: number | Padding;
  /** Distance of neighbouring taps; default 1. */
  readonly dilation?: number;
  /** Float32 [out], added to every position. */
  readonly bias?: Tensor1D | undefined;
  readonly activation?: 'relu';
}

/**
 * Convolution (cross-correlation) of maps, output size ⌊(n + before + after − d (k − 1) − 1) / stride⌋ + 1.
 *
 * @param x float32 [N, H, W, in]
 * @param filter float32 [kh, kw, in, out]
 * @returns float32 [N, H', W', out]
 * @throws ShapeError if channels differ or the output would be empty
 */
export function conv2d(x: Tensor4D, filter: Tensor4D, options: ConvOptions = {}): Tensor4D {
  const geometry = convGeometry(x, filter, options);
  const { bias, activation } = options;
  if (bias !== undefined && bias.size !== geometry.outputs) {
    throw new ShapeError('conv2d: bias', `[${geometry.outputs}] for filter [${filter.shape.join(', ')}]`, bias.shape);
  }
  const relu = activation === 'relu';
  const inputs = bias === undefined ? [x, filter] : [x, filter, bias];
  return customOp<Tensor4D>(inputs, () => {
    const value = convForward({ x, filter, bias, relu }, geometry);
    return {
      value,
      saved: relu ? [x, filter, value] : [x, filter],
      gradient: (upstream, [input, weight, output]) => {
        const dy = once(() => (relu ? reluGradient(output as Tensor4D, upstream) : upstream));
        return [
          () => convInputGradient(dy(), weight as Tensor4D, geometry),
          () => convFilterGradient(input as Tensor4D, dy(), geometry),
          () => columnSums(dy().reshape([-1, geometry.outputs])),
        ].slice(0, inputs.length);
      },
    };
  });
}
