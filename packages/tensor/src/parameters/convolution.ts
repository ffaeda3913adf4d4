import type { Initializer, Parameter, ParameterScope, Tensor1D, Tensor4D } from '@ecm/core/model';

import type { ConvOptions } from '../ops/conv2d.js';
import { conv2d } from '../ops/conv2d.js';
import { zeros } from './initializers.js';
import { conv2dLayout, plainLayout } from './layouts.js';

/** Geometry and start values of a convolution. */
export interface ConvolutionSpec {
  /** Side of the square filter in cells; zeros of half its size pad each side. */
  readonly size: number;
  /** Default 1. */
  readonly stride?: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Applied to the sums, bias included; default none. */
  readonly activation?: ConvOptions['activation'];
  /** Start values of the filter; the bias starts at 0. */
  readonly initialize: Initializer;
}

/** Convolution with bias, and a ReLU if asked: [N, H, W, inputs] -> [N, ⌈H / stride⌉, ⌈W / stride⌉, outputs] for filters of odd size. */
export class Convolution {
  readonly #filter: Parameter;
  readonly #bias: Parameter;
  readonly #options: ConvOptions;

  /** @param scope owner of `weight` and `bias` */
  constructor(scope: ParameterScope, { size, stride = 1, inputs, outputs, activation, initialize }: ConvolutionSpec) {
    this.#filter = scope.parameter('weight', [size, size, inputs, outputs], { layout: conv2dLayout, initialize });
    this.#bias = scope.parameter('bias', [outputs], { layout: plainLayout, initialize: zeros });
    this.#options = { stride, padding: Math.floor(size / 2), ...(activation === undefined ? {} : { activation }) };
  }

  forward(x: Tensor4D): Tensor4D {
    return conv2d(x, this.#filter.value as Tensor4D, { ...this.#options, bias: this.#bias.value as Tensor1D });
  }
}
