import { NumericError, ShapeError } from '@ecm/core';
import type { Tensor4D } from '@ecm/core/model';

import { hasKernel, runKernel } from '../kernels/kernel.js';
import type { tf } from '../tf.js';
import { customOp } from './custom-op.js';
import { hostOp } from './host-op.js';
import { alignBackward, alignForward } from './roi-align-host.js';

/** Options of `roiAlign`. */
export interface RoiAlignOptions {
  readonly outputHeight: number;
  readonly outputWidth: number;
  /** Feature cells per image pixel: 1 / stride. */
  readonly scale: number;
  /** Samples per bin and axis; 0: as many as the bin has cells, rounded up. */
  readonly samplingRatio: number;
}

/**
 * RoIAlign, aligned form (half a cell is subtracted from the corners); differentiable by the features.
 *
 * @param features float32 [N, H, W, C]
 * @param rois rows of (image, x1, y1, x2, y2) in image pixels, float32 [R · 5]
 * @returns float32 [R, outputHeight, outputWidth, C]; empty RoIs give zeros
 * @throws ShapeError if a RoI names an image that is not there
 * @throws NumericError if a coordinate is not finite
 */
export function roiAlign(features: Tensor4D, rois: Float32Array, options: RoiAlignOptions): Tensor4D {
  const [images, height, width, channels] = features.shape;
  if (rois.length % 5 !== 0) throw new ShapeError('roiAlign: rois', '[R · 5]', [rois.length]);
  if (!rois.every(Number.isFinite)) throw new NumericError('A RoI has a coordinate that is not finite: the boxes have diverged.');
  for (let at = 0; at < rois.length; at += 5) {
    if (!(rois[at] >= 0 && rois[at] < images)) throw new ShapeError('roiAlign: image of a RoI', `0 … ${images - 1}`, String(rois[at]));
  }
  if (hasKernel('roiAlign')) return alignByKernel(features, rois, options);
  const map = { height, width, channels };
  return hostOp<tf.Rank.R4>([features], {
    shape: [rois.length / 5, options.outputHeight, options.outputWidth, channels],
    forward: ([values]) => alignForward(values, map, rois, options),
    gradient: (upstream) => [alignBackward(upstream, images, map, rois, options)],
  });
}

function alignByKernel(features: Tensor4D, rois: Float32Array, options: RoiAlignOptions): Tensor4D {
  const [images, height, width] = features.shape;
  return customOp<Tensor4D>([features], () => ({
    value: runKernel('roiAlign', { features }, { ...options, rois })[0] as Tensor4D,
    gradient: (dy) => [() => runKernel('roiAlignGradient', { dy }, { ...options, rois, images, height, width })[0]],
  }));
}
