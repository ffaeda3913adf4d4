import type { Initializer, Parameter, ParameterLayout, ParameterScope, Tensor1D, Tensor2D } from '@ecm/core/model';
import { linear, linearLayout, plainLayout } from '@ecm/tensor';

import { biasInitializer } from './bias-initializer.js';

/** Size and start values of a linear layer. */
export interface LinearLayerSpec {
  readonly inputs: number;
  readonly outputs: number;
  readonly initialize: Initializer;
  /** Default: a plain linear layer. */
  readonly layout?: ParameterLayout;
  /** Start value of the bias: one number, or one per output; default 0. */
  readonly initialBias?: number | Float32Array | undefined;
}

/** x · W + b: [R, inputs] -> [R, outputs]. */
export class LinearLayer {
  readonly #weight: Parameter;
  readonly #bias: Parameter;

  /** @param scope owner of `weight` and `bias` */
  constructor(scope: ParameterScope, { inputs, outputs, initialize, layout = linearLayout, initialBias }: LinearLayerSpec) {
    this.#weight = scope.parameter('weight', [inputs, outputs], { layout, initialize });
    this.#bias = scope.parameter('bias', [outputs], { layout: plainLayout, initialize: biasInitializer(initialBias) });
  }

  forward(x: Tensor2D): Tensor2D {
    return linear(x, this.#weight.value as Tensor2D, this.#bias.value as Tensor1D);
  }
}
