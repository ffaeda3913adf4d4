import { ShapeError } from '@ecm/core';
import type { Tensor1D, Tensor4D } from '@ecm/core/model';

import { tf } from '../tf.js';
import { convFilterGradient, convForward, convInputGradient } from './conv-kernels.js';
import { customOp } from './custom-op.js';
import type { ConvGeometry } from './conv-geometry.js';
import { convGeometry } from './conv-geometry.js';
import type { Padding } from './padding.js';

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
  const bias = options.bias;
  if (bias !== undefined && bias.size !== filter.shape[3]) {
    throw new ShapeError('conv2d: bias', `[${filter.shape[3]}] for filter [${filter.shape.join(', ')}]`, bias.shape);
  }
  const linear = convolve(x, filter, geometry);
  const shifted = bias === undefined ? linear : tf.add<Tensor4D>(linear, bias);
  return options.activation === 'relu' ? tf.relu(shifted) : shifted;
}

function convolve(x: Tensor4D, filter: Tensor4D, geometry: ConvGeometry): Tensor4D {
  return customOp<Tensor4D>([x, filter], () => ({
    value: convForward(x, filter, geometry),
    saved: [x, filter],
    gradient: (upstream, [input, weight]) => [
      () => convInputGradient(upstream, weight as Tensor4D, geometry),
      () => convFilterGradient(input as Tensor4D, upstream, geometry),
    ],
  }));
}
