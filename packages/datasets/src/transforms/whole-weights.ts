import type { BilinearAxis } from './bilinear-axis.js';
import { bilinearAxis } from './bilinear-axis.js';

/** Weights are whole multiples of 1 / 2048. */
const ONE = 2048;

/** A bilinear axis with the whole-number weights that OpenCV uses for 8-bit pictures. */
export interface WholeWeights extends BilinearAxis {
  /** Share of `first` in 1/2048. */
  readonly share0: Int32Array;
  /** Share of `second` in 1/2048. */
  readonly share1: Int32Array;
}

/** Neighbours and weights, in 1/2048, of a bilinear resize along one axis. */
export function wholeWeights(from: number, to: number): WholeWeights {
  const axis = bilinearAxis(from, to);
  const [share0, share1] = [new Int32Array(to), new Int32Array(to)];
  for (let i = 0; i < to; i++) {
    share0[i] = roundHalfEven(ONE * (1 - axis.fraction[i]));
    share1[i] = roundHalfEven(ONE * axis.fraction[i]);
  }
  return { ...axis, share0, share1 };
}

function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}
