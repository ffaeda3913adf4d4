import type { Optimizer, Parameter, StateTensor, Tensor } from '@ecm/core/model';
import { assign, tf } from '@ecm/tensor';

import type { ParameterRule } from '../optimizer/parameter-rules.js';
import { ParameterRules } from '../optimizer/parameter-rules.js';
import { ParameterSlots } from '../optimizer/parameter-slots.js';
import { StepCounts } from './step-counts.js';

/** Options of {@link AdamwOptimizer}. */
export interface AdamwOptions {
  readonly learningRate: number;
  /** Decay rates of the first and second moment. */
  readonly betas: readonly [number, number];
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly parameterRules?: readonly ParameterRule[];
}

/**
 * Adam with decoupled weight decay, as PyTorch defines it: with gradient g, rate η and the parameter's step t = 1, 2, …
 * `w ← (1 − η λ) w`, `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`,
 * `w ← w − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)`.
 *
 * @see Loshchilov and Hutter, ICLR 2019; torch.optim.AdamW
 */
export class AdamwOptimizer implements Optimizer {
  readonly learningRate: number;
  readonly #options: AdamwOptions;
  readonly #rules: ParameterRules;
  readonly #slots = new ParameterSlots();
  readonly #counts = new StepCounts();

  constructor(options: AdamwOptions) {
    this.learningRate = options.learningRate;
    this.#options = options;
    this.#rules = new ParameterRules(options.parameterRules);
  }

  step(parameters: readonly Parameter[], gradients: Readonly<Record<string, Tensor>>, learningRate: number): void {
    for (const parameter of parameters) {
      const gradient = gradients[parameter.name];
      if (gradient === undefined) continue;
      const factors = this.#rules.factors(parameter, parameters);
      const decay = this.#options.weightDecay * factors.weightDecay;
      tf.tidy(() => {
        this.#update(parameter, gradient, learningRate * factors.learningRate, decay);
      });
    }
  }

  save(): Readonly<Record<string, StateTensor>> {
    return { ...this.#slots.save(), ...this.#counts.save() };
  }

  load(state: Readonly<Record<string, StateTensor>>): void {
    this.#slots.load(this.#counts.take(state));
  }

  dispose(): void {
    this.#slots.dispose();
  }

  #update(parameter: Parameter, gradient: Tensor, rate: number, decay: number): void {
    const { betas, epsilon } = this.#options;
    const [beta1, beta2] = betas;
    const t = this.#counts.next(parameter.name);
    const first = this.#slots.get(parameter, 'first-moment');
    const second = this.#slots.get(parameter, 'second-moment');
    first.assign(first.mul(beta1).add(gradient.mul(1 - beta1)));
    second.assign(second.mul(beta2).add(gradient.square().mul(1 - beta2)));
    const denominator = second
      .sqrt()
      .div(Math.sqrt(1 - beta2 ** t))
      .add(epsilon);
    const change = first.div(denominator).mul(rate / (1 - beta1 ** t));
    assign(parameter, parameter.value.mul(1 - rate * decay).sub(change));
  }
}
