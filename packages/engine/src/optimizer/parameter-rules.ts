import type { Parameter } from '@ecm/core/model';

/** Factors for parameters that share something: text in their names, or a kind. */
export interface ParameterRule {
  /** Fits parameters whose full name contains one of these; any name if absent. */
  readonly names?: readonly string[];
  /** `norm`: weight and bias of normalisation layers; `bias`: biases of all other layers; any kind if absent. */
  readonly kind?: 'norm' | 'bias';
  /** Default 1. */
  readonly learningRateFactor?: number;
  /** Default 1. */
  readonly weightDecayFactor?: number;
}

/** What multiplies the learning rate and the weight decay of a parameter. */
export interface ParameterFactors {
  readonly learningRate: number;
  readonly weightDecay: number;
}

/** Factors of each parameter: its own times those of the first rule that fits. */
export class ParameterRules {
  readonly #rules: readonly ParameterRule[];
  readonly #known = new Map<string, ParameterFactors>();

  constructor(rules: readonly ParameterRule[] = []) {
    this.#rules = rules;
  }

  /** @param siblings all parameters of the model: a bias belongs to a norm if the weight beside it has one axis */
  factors(parameter: Parameter, siblings: readonly Parameter[]): ParameterFactors {
    const known = this.#known.get(parameter.name);
    if (known !== undefined) return known;
    const kind = this.#rules.some((rule) => rule.kind !== undefined) ? kindOf(parameter, siblings) : undefined;
    const rule = this.#rules.find(
      ({ names, kind: wanted }) =>
        (names === undefined || names.some((text) => parameter.name.includes(text))) && (wanted === undefined || wanted === kind),
    );
    const factors = {
      learningRate: parameter.learningRateFactor * (rule?.learningRateFactor ?? 1),
      weightDecay: parameter.weightDecayFactor * (rule?.weightDecayFactor ?? 1),
    };
    this.#known.set(parameter.name, factors);
    return factors;
  }
}

function kindOf({ name, shape }: Parameter, siblings: readonly Parameter[]): 'norm' | 'bias' | undefined {
  const [, layer, role] = /^(?:(.*)\.)?([^.]+)$/.exec(name) ?? [];
  if (role === 'weight') return shape.length === 1 ? 'norm' : undefined;
  if (role !== 'bias') return undefined;
  const weight = layer === undefined ? 'weight' : `${layer}.weight`;
  return siblings.find((sibling) => sibling.name === weight)?.shape.length === 1 ? 'norm' : 'bias';
}
