/** Mean and standard deviation of the three channels, in levels 0 … 255 and in `channelOrder`. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** Order of the channels that the network gets. Pictures are decoded as RGB. */
  readonly channelOrder: 'rgb' | 'bgr';
}
