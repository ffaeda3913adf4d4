/** Mean and standard deviation of the three channels, in levels 0 … 255 and in `channelOrder`. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** Order of the channels that the network gets. Pictures are decoded as RGB. */
  readonly channelOrder: 'rgb' | 'bgr';
}

/**
 * Values that the network gets for each level of each channel: a table, because pictures have 256 levels.
 *
 * (level · brightness, cut at 255) − mean, times 1 / std, each step rounded to float32.
 *
 * @param brightness factor on the levels; 1 leaves them as they are
 * @returns float32 [3, 256]
 */
export function normalizationTable({ mean, std }: Normalization, brightness = 1): Float32Array {
  const table = new Float32Array(3 * 256);
  for (let channel = 0; channel < 3; channel++) {
    const factor = 1 / std[channel];
    for (let level = 0; level < 256; level++) {
      table[channel * 256 + level] = Math.fround(Math.min(level * brightness, 255) - mean[channel]) * factor;
    }
  }
  return table;
}
