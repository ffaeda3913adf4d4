import type { Norm, NormGiven, Parameter, ParameterScope, Tensor4D } from '@ecm/core/model';
import { conv2dLayout, kaimingNormalFanOut } from '@ecm/tensor';

/** Makes the normalisation of one convolution. */
export type NormFactory = (given: NormGiven) => Norm;

/** Where a convolution with norm keeps its parameters, and its geometry. */
export interface NormedConvolutionSpec {
  /** Owner of the filter `weight`. */
  readonly scope: ParameterScope;
  readonly normScope: NormGiven['scope'];
  readonly norm: NormFactory;
  readonly trainable: boolean;
  /** Side of the square filter in cells; zeros of half its size pad each side. */
  readonly size: number;
  readonly stride: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly relu: boolean;
  /** Start value of the norm's scale; default 1. */
  readonly initialScale?: number;
}

/** Convolution without bias, normalisation, and a ReLU if asked: [N, H, W, inputs] -> [N, ⌈H / stride⌉, ⌈W / stride⌉, outputs]. */
export class NormedConvolution {
  readonly #filter: Parameter;
  readonly #norm: Norm;
  readonly #options: { readonly stride: number; readonly padding: number; readonly relu: boolean };

  constructor({ scope, normScope, norm, trainable, size, stride, inputs, outputs, relu, initialScale = 1 }: NormedConvolutionSpec) {
    this.#filter = scope.parameter('weight', [size, size, inputs, outputs], {
      layout: conv2dLayout,
      initialize: kaimingNormalFanOut,
      trainable,
    });
    this.#norm = norm({ scope: normScope, channels: outputs, trainable, initialScale });
    this.#options = { stride, padding: Math.floor(size / 2), relu };
  }

  forward(x: Tensor4D): Tensor4D {
    return this.#norm.convolve(x, this.#filter.value as Tensor4D, this.#options);
  }
}
