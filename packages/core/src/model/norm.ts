import { defineFamily } from '../family.js';
import type { ParameterScope } from './parameters.js';
import type { Tensor4D } from './tensor-types.js';

/** Geometry of a convolution whose result is normalised. */
export interface NormedConvolutionOptions {
  readonly stride: number;
  /** Zeros on every side, in cells. */
  readonly padding: number;
  /** Whether a ReLU follows. */
  readonly relu: boolean;
}

/** A normalisation that follows a convolution without bias; one call, so that an affine one can be folded into the filter. */
export interface Norm {
  /**
   * @param x float32 [N, H, W, D]
   * @param filter float32 [h, w, D, channels]
   * @returns float32 [N, H', W', channels]
   */
  convolve(x: Tensor4D, filter: Tensor4D, options: NormedConvolutionOptions): Tensor4D;
}

/** What a network hands to the normalisations of its convolutions. */
export interface NormGiven {
  /** @param abbreviation the reference's word for the kind of norm, `bn` or `gn`, part of most parameter names */
  readonly scope: (abbreviation: string) => ParameterScope;
  readonly channels: number;
  /** False in frozen stages. */
  readonly trainable: boolean;
  /** Start value of the scale: 1, or 0 at the end of a residual branch. */
  readonly initialScale: number;
}

/** Slot for normalisations. */
export const normFamily = defineFamily<Norm, NormGiven>('norm');
