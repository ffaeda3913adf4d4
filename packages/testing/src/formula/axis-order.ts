/** Reorders a map from PyTorch's [N, C, H, W] to ours, [N, H, W, C]. */
export function toChannelsLast(data: Float32Array, shape: readonly number[]): Float32Array {
  const [batch = 0, channels = 0, height = 0, width = 0] = shape;
  const area = height * width;
  const out = new Float32Array(data.length);
  for (let n = 0; n < batch; n++) {
    for (let c = 0; c < channels; c++) {
      for (let i = 0; i < area; i++) out[(n * area + i) * channels + c] = data[(n * channels + c) * area + i];
    }
  }
  return out;
}

/** Reorders a map from our [N, H, W, C] to PyTorch's [N, C, H, W]. @param shape of the result */
export function toChannelsFirst(data: ArrayLike<number>, shape: readonly number[]): Float32Array {
  const [batch = 0, channels = 0, height = 0, width = 0] = shape;
  const area = height * width;
  const out = new Float32Array(data.length);
  for (let n = 0; n < batch; n++) {
    for (let c = 0; c < channels; c++) {
      for (let i = 0; i < area; i++) out[(n * channels + c) * area + i] = data[(n * area + i) * channels + c];
    }
  }
  return out;
}
