import type { GoldenStep } from './golden-step.js';

/** SGD of the goldens: v = momentum · v + (g + decay · p), p = p − lr · v; v starts at 0. */
export class MomentumSgd {
  readonly #rate: number;
  readonly #momentum: number;
  readonly #decay: number;
  readonly #velocities = new Map<string, Float64Array>();

  constructor(first: GoldenStep) {
    this.#rate = first.param<number>('lr') ?? 0;
    this.#momentum = first.param<number>('momentum') ?? 0;
    this.#decay = first.param<number>('weight_decay') ?? 0;
  }

  /** @returns the parameters after a step */
  step<Names extends string>(
    parameters: Readonly<Record<Names, Float64Array>>,
    gradients: Readonly<Record<Names, ArrayLike<number>>>,
  ): Record<Names, Float64Array> {
    const names = Object.keys(parameters) as Names[];
    const moved = names.map((name) => {
      const values = parameters[name];
      const last = this.#velocities.get(name) ?? new Float64Array(values.length);
      const velocity = last.map((v, k) => this.#momentum * v + (gradients[name][k] + this.#decay * values[k]));
      this.#velocities.set(name, velocity);
      return [name, values.map((value, k) => value - this.#rate * velocity[k])] as const;
    });
    return Object.fromEntries(moved) as Record<Names, Float64Array>;
  }
}
