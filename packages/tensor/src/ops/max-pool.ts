import type { Tensor4D } from '@ecm/core/model';

import { hasKernel, runKernel } from '../kernels/kernel.js';
import { tf } from '../tf.js';
import { customOp } from './custom-op.js';
import { dilate } from './dilate.js';

/** All sizes of one pooling. */
export interface PoolGeometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly size: number;
  readonly stride: number;
  readonly padding: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/**
 * Maximum over windows; padding counts as −∞. Of equal values the first (rows, then columns) takes the gradient.
 *
 * @param x float32 [N, H, W, C]
 * @param options window size, stride and padding on all four sides (less than the size)
 * @returns float32 [N, ⌊(H + 2p − size) / stride⌋ + 1, …, C]
 */
export function maxPool(
  x: Tensor4D,
  { size, stride, padding = 0 }: { readonly size: number; readonly stride: number; readonly padding?: number },
): Tensor4D {
  if (size === 1 && padding === 0) return everyNth(x, stride);
  if (!hasKernel('maxPool')) return tf.maxPool(x, size, stride, padding, 'floor');
  const [batch, height, width, channels] = x.shape;
  const [outHeight, outWidth] = [height, width].map((cells) => Math.floor((cells + 2 * padding - size) / stride) + 1);
  const geometry = { batch, height, width, channels, size, stride, padding, outHeight, outWidth };
  return customOp<Tensor4D>([x], () => ({
    value: runKernel('maxPool', { x }, geometry)[0] as Tensor4D,
    saved: [x],
    gradient: (dy, [input]) => [() => runKernel('maxPoolGradient', { x: input, dy }, geometry)[0]],
  }));
}

/** Takes every n-th row and column, starting at 0. */
function everyNth(x: Tensor4D, step: number): Tensor4D {
  if (step === 1) return x;
  const [batch, height, width, channels] = x.shape;
  return customOp<Tensor4D>([x], () => ({
    value: tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, step, step, 1]) as Tensor4D,
    gradient: (upstream) => [
      () => {
        const spread = dilate(upstream, step);
        const [rows, columns] = [Math.min(height, spread.shape[1]), Math.min(width, spread.shape[2])];
        const cut = spread.slice([0, 0, 0, 0], [batch, rows, columns, channels]);
        return tf.pad(cut, [
          [0, 0],
          [0, height - rows],
          [0, width - columns],
          [0, 0],
        ] as [number, number][]);
      },
    ],
  }));
}
