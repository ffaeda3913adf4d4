import type { Tensor4D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { toChannelsFirst, toChannelsLast } from '../formula/axis-order.js';

/** @param data values in PyTorch's order @param shape [N, C, H, W] @returns the map as [N, H, W, C] */
export function mapTensor(data: Float32Array, shape: readonly number[]): Tensor4D {
  const [batch, channels, height, width] = shape;
  return tf.tensor4d(toChannelsLast(data, shape), [batch, height, width, channels]);
}

/** @param map [N, H, W, C] @returns its values in PyTorch's order, [N, C, H, W] */
export function mapValues(map: Tensor4D): Float32Array {
  const [batch, height, width, channels] = map.shape;
  return toChannelsFirst(map.dataSync<'float32'>(), [batch, channels, height, width]);
}
