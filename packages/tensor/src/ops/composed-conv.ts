import type { Tensor4D } from '@ecm/core/model';

import { tf } from '../tf.js';
import type { ConvGeometry } from './conv-geometry.js';
import { dilate } from './dilate.js';

/** Convolution put together from stock kernels. */
export function composedForward(x: Tensor4D, filter: Tensor4D, geometry: ConvGeometry): Tensor4D {
  const { padding, stride, dilation, kernelHeight, kernelWidth } = geometry;
  return tf.tidy(() => {
    // tfjs has no convolution with stride and dilation at once: spread the filter instead.
    const spread = stride > 1 && dilation > 1 && (kernelHeight > 1 || kernelWidth > 1);
    const taps = spread ? spreadFilter(filter, dilation) : filter;
    return stock(padded(x, padding), taps, stride, spread || stride > 1 ? 1 : dilation);
  });
}

/** Gradient by the input: the dilated output gradient convolved with the flipped kernel. */
export function composedInputGradient(dy: Tensor4D, filter: Tensor4D, geometry: ConvGeometry): Tensor4D {
  const { padding, stride, dilation, kernelHeight, kernelWidth, height, width } = geometry;
  return tf.tidy(() => {
    const spread = dilate(dy, stride);
    const flipped = tf.reverse(filter, [0, 1]).transpose<Tensor4D>([0, 1, 3, 2]);
    const reachY = dilation * (kernelHeight - 1);
    const reachX = dilation * (kernelWidth - 1);
    const top = reachY - padding.top;
    const left = reachX - padding.left;
    const bottom = height + reachY - top - spread.shape[1];
    const right = width + reachX - left - spread.shape[2];
    return stock(padded(spread, { top, bottom, left, right }), flipped, 1, dilation);
  });
}

/** Gradient by the filter: a convolution with batch and channels in each other's place. */
export function composedFilterGradient(x: Tensor4D, dy: Tensor4D, geometry: ConvGeometry): Tensor4D {
  const { padding, stride, dilation, kernelHeight, kernelWidth } = geometry;
  return tf.tidy(() => {
    const input = padded(x, padding).transpose<Tensor4D>([3, 1, 2, 0]);
    const taps = dy.transpose<Tensor4D>([1, 2, 0, 3]);
    const both = stride > 1 && dilation > 1;
    const result = both ? stock(input, spreadFilter(taps, stride), dilation, 1) : stock(input, taps, dilation, stride);
    return result.slice([0, 0, 0, 0], [-1, kernelHeight, kernelWidth, -1]).transpose<Tensor4D>([1, 2, 0, 3]);
  });
}

function stock(x: Tensor4D, filter: Tensor4D, stride: number, dilation: number): Tensor4D {
  return tf.conv2d(x, filter, stride, 'valid', 'NHWC', dilation);
}

/** Pads with zeros; negative sides cut. */
function padded(x: Tensor4D, { top, bottom, left, right }: { top: number; bottom: number; left: number; right: number }): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const cut =
    Math.min(top, bottom, left, right) < 0
      ? x.slice(
          [0, Math.max(-top, 0), Math.max(-left, 0), 0],
          [batch, height + Math.min(top, 0) + Math.min(bottom, 0), width + Math.min(left, 0) + Math.min(right, 0), channels],
        )
      : x;
  if (Math.max(top, bottom, left, right) <= 0) return cut;
  const sides = [
    [0, 0],
    [Math.max(top, 0), Math.max(bottom, 0)],
    [Math.max(left, 0), Math.max(right, 0)],
    [0, 0],
  ] as [number, number][];
  return tf.pad(cut, sides);
}

function spreadFilter(filter: Tensor4D, step: number): Tensor4D {
  const [height, width, inputs, outputs] = filter.shape;
  const spread = dilate(filter.reshape([1, height, width, inputs * outputs]), step);
  const size = [(height - 1) * step + 1, (width - 1) * step + 1] as const;
  return spread.slice([0, 0, 0, 0], [1, size[0], size[1], inputs * outputs]).reshape([size[0], size[1], inputs, outputs]);
}
