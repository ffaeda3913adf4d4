import type { Optimizer, Parameter, StateTensor, Tensor } from '@ecm/core/model';
import { assign, tf } from '@ecm/tensor';

import type { ParameterRule } from '../optimizer/parameter-rules.js';
import { ParameterRules } from '../optimizer/parameter-rules.js';
import { ParameterSlots } from '../optimizer/parameter-slots.js';

/** Options of {@link SgdOptimizer}. */
export interface SgdOptions {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly parameterRules?: readonly ParameterRule[];
}

/**
 * Stochastic gradient descent with momentum, as PyTorch defines it: with gradient g and rate η,
 * `m ← μ m + (g + λ w)`, `w ← w − η m`; m starts at 0; no dampening, no Nesterov step.
 *
 * @see torch.optim.SGD
 */
export class SgdOptimizer implements Optimizer {
  readonly learningRate: number;
  readonly #momentum: number;
  readonly #weightDecay: number;
  readonly #rules: ParameterRules;
  readonly #slots = new ParameterSlots();

  constructor({ learningRate, momentum, weightDecay, parameterRules }: SgdOptions) {
    this.learningRate = learningRate;
    this.#momentum = momentum;
    this.#weightDecay = weightDecay;
    this.#rules = new ParameterRules(parameterRules);
  }

  step(parameters: readonly Parameter[], gradients: Readonly<Record<string, Tensor>>, learningRate: number): void {
    for (const parameter of parameters) {
      const gradient = gradients[parameter.name];
      if (gradient === undefined) continue;
      const factors = this.#rules.factors(parameter, parameters);
      const decay = this.#weightDecay * factors.weightDecay;
      const rate = learningRate * factors.learningRate;
      tf.tidy(() => {
        const { value } = parameter;
        const decayed = decay === 0 ? gradient : gradient.add(value.mul(decay));
        const momentum = this.#slots.get(parameter, 'momentum');
        momentum.assign(momentum.mul(this.#momentum).add(decayed));
        assign(parameter, value.sub(momentum.mul(rate)));
      });
    }
  }

  save(): Readonly<Record<string, StateTensor>> {
    return this.#slots.save();
  }

  load(state: Readonly<Record<string, StateTensor>>): void {
    this.#slots.load(state);
  }

  dispose(): void {
    this.#slots.dispose();
  }
}
