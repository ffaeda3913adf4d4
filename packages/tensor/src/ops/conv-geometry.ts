import { ShapeError } from '@ecm/core';
import type { Tensor4D } from '@ecm/core/model';

import type { Padding } from './padding.js';
import { explicitPadding } from './padding.js';

/** All sizes of one convolution. */
export interface ConvGeometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: Padding;
  readonly outHeight: number;
  readonly outWidth: number;
}

/**
 * @param x [N, H, W, in] @param filter [kh, kw, in, out]
 * @throws ShapeError if channels differ or the output would be empty
 */
export function convGeometry(
  x: Tensor4D,
  filter: Tensor4D,
  { stride = 1, padding = 0, dilation = 1 }: { readonly stride?: number; readonly padding?: number | Padding; readonly dilation?: number },
): ConvGeometry {
  const [batch, height, width, inputs] = x.shape;
  const [kernelHeight, kernelWidth, filterInputs, outputs] = filter.shape;
  if (inputs !== filterInputs) {
    throw new ShapeError('conv2d: filter', `[kh, kw, ${inputs}, out] for input [${x.shape.join(', ')}]`, filter.shape);
  }
  const sides = explicitPadding(padding);
  const outHeight = Math.floor((height + sides.top + sides.bottom - dilation * (kernelHeight - 1) - 1) / stride) + 1;
  const outWidth = Math.floor((width + sides.left + sides.right - dilation * (kernelWidth - 1) - 1) / stride) + 1;
  if (outHeight < 1 || outWidth < 1) {
    throw new ShapeError('conv2d: input', `large enough for a ${kernelHeight} x ${kernelWidth} kernel with dilation ${dilation}`, x.shape);
  }
  return { batch, height, width, inputs, outputs, kernelHeight, kernelWidth, stride, dilation, padding: sides, outHeight, outWidth };
}
