import type { Initializer, Parameter, ParameterScope, Tensor1D, Tensor4D } from '@ecm/core/model';
import { conv2d, conv2dLayout, plainLayout, zeros } from '@ecm/tensor';

/** Geometry and start values of a convolution. */
export interface ConvolutionSpec {
  /** Side of the square filter in cells; zeros of half its size pad each side. */
  readonly size: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly relu: boolean;
  readonly initialize: Initializer;
}

/** Convolution of stride 1 with bias, and a ReLU if asked: [N, H, W, inputs] -> [N, H, W, outputs]. */
export class Convolution {
  readonly #filter: Parameter;
  readonly #bias: Parameter;
  readonly #options: { readonly padding: number; readonly activation?: 'relu' };

  /** @param scope owner of `weight` and `bias` */
  constructor(scope: ParameterScope, { size, inputs, outputs, relu, initialize }: ConvolutionSpec) {
    this.#filter = scope.parameter('weight', [size, size, inputs, outputs], { layout: conv2dLayout, initialize });
    this.#bias = scope.parameter('bias', [outputs], { layout: plainLayout, initialize: zeros });
    this.#options = { padding: Math.floor(size / 2), ...(relu ? { activation: 'relu' } : {}) };
  }

  forward(x: Tensor4D): Tensor4D {
    return conv2d(x, this.#filter.value as Tensor4D, { ...this.#options, bias: this.#bias.value as Tensor1D });
  }
}
