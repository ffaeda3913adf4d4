import type { Tensor1D, Tensor2D, Tensor4D } from '@ecm/core/model';
import { conv2d, l2NormalizeRows } from '@ecm/tensor';

import type { CosineOptions } from '../normed-linear/normed-linear.js';

/** Numbers and geometry of a normalised convolution. */
export interface NormedConv2dOptions extends CosineOptions {
  /** One norm over the whole filter, or one per filter position over the input channels. The same for 1x1 filters. */
  readonly normOverKernel: boolean;
  /** Zeros on every side, in cells; default 0. */
  readonly padding?: number;
}

/** τ · x / (‖x‖^π + ε) with the norm over the channels of each cell: float32 [N, H, W, D]. */
export function normedFeatures(x: Tensor4D, { temperature, power, epsilon }: CosineOptions): Tensor4D {
  return l2NormalizeRows(x, { epsilon, power }).mul(temperature);
}

/** w_k / (‖w_k‖^π + ε): float32 [h, w, D, K]. */
export function normedFilter(filter: Tensor4D, { power, epsilon, normOverKernel }: NormedConv2dOptions): Tensor4D {
  if (!normOverKernel) return l2NormalizeRows(filter, { epsilon, power, axis: 2 });
  const [height, width, inputs, outputs] = filter.shape;
  const columns = filter.reshape<Tensor2D>([height * width * inputs, outputs]);
  return l2NormalizeRows(columns, { epsilon, power, axis: 0 }).reshape(filter.shape);
}

/**
 * Convolution of normalised features with normalised filters, plus a bias.
 *
 * @param x float32 [N, H, W, D] @param filter float32 [h, w, D, K] @param bias float32 [K]
 * @see NormedConv2d of the ECM-Loss code, mmdet/models/utils/normed_predictor.py
 */
export function normedConv2d(x: Tensor4D, filter: Tensor4D, bias: Tensor1D, options: NormedConv2dOptions): Tensor4D {
  return conv2d(normedFeatures(x, options), normedFilter(filter, options), { padding: options.padding ?? 0, bias });
}
