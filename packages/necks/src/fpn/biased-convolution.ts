import type { Parameter, ParameterScope, Tensor1D, Tensor4D } from '@ecm/core/model';
import { conv2d, conv2dLayout, plainLayout, xavierUniform, zeros } from '@ecm/tensor';

/** Geometry of a convolution. */
export interface BiasedConvolutionSpec {
  /** Side of the square filter in cells; zeros of half its size pad each side. */
  readonly size: number;
  readonly stride: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** Convolution with bias, without norm and activation: [N, H, W, inputs] -> [N, ⌈H / stride⌉, ⌈W / stride⌉, outputs]. */
export class BiasedConvolution {
  readonly #filter: Parameter;
  readonly #bias: Parameter;
  readonly #geometry: { readonly stride: number; readonly padding: number };

  /** @param scope owner of `weight` (Xavier uniform) and `bias` (zeros) */
  constructor(scope: ParameterScope, { size, stride, inputs, outputs }: BiasedConvolutionSpec) {
    this.#filter = scope.parameter('weight', [size, size, inputs, outputs], { layout: conv2dLayout, initialize: xavierUniform });
    this.#bias = scope.parameter('bias', [outputs], { layout: plainLayout, initialize: zeros });
    this.#geometry = { stride, padding: Math.floor(size / 2) };
  }

  forward(x: Tensor4D): Tensor4D {
    return conv2d(x, this.#filter.value as Tensor4D, { ...this.#geometry, bias: this.#bias.value as Tensor1D });
  }
}
