import type { Parameter, ParameterCollection, ParameterOptions, ParameterScope, StateTensor } from '@ecm/core/model';

import { StoredParameter } from './stored-parameter.js';

/** Choices of a parameter store. */
export interface ParameterStoreOptions {
  /** Start values depend on it and on the parameter's name. */
  readonly seed: number;
  /** Whether a parameter learns, if its part does not freeze it anyway; default: all do. */
  readonly learns?: (name: string) => boolean;
}

/**
 * All parameters and buffers of one detector.
 *
 * Start values depend on the seed and the parameter's name, never on the order of construction.
 */
export class ParameterStore implements ParameterCollection {
  readonly #parameters = new Map<string, StoredParameter>();
  readonly #seed: number;
  readonly #learns: (name: string) => boolean;

  constructor({ seed, learns = () => true }: ParameterStoreOptions) {
    this.#seed = seed;
    this.#learns = learns;
  }

  /** @param path prefix of all names made through the scope; empty for none */
  scope(path = ''): ParameterScope {
    return {
      path,
      child: (name) => this.scope(joined(path, name)),
      parameter: (name, shape, options) => this.#add(joined(path, name), shape, options),
      buffer: (name, shape, options) => this.#add(joined(path, name), shape, { ...options, trainable: false }),
    };
  }

  get all(): readonly Parameter[] {
    return [...this.#parameters.values()];
  }

  get trainable(): readonly Parameter[] {
    return this.all.filter((parameter) => parameter.trainable);
  }

  get(name: string): Parameter {
    const found = this.#parameters.get(name);
    if (found === undefined) throw new Error(`There is no parameter "${name}" among the ${this.#parameters.size} of this store.`);
    return found;
  }

  save(): Readonly<Record<string, StateTensor>> {
    return Object.fromEntries([...this.#parameters].map(([name, parameter]) => [name, parameter.save()]));
  }

  load(values: Readonly<Record<string, StateTensor>>): { readonly unknown: readonly string[]; readonly missing: readonly string[] } {
    for (const [name, value] of Object.entries(values)) this.#parameters.get(name)?.load(value);
    return {
      unknown: Object.keys(values).filter((name) => !this.#parameters.has(name)),
      missing: [...this.#parameters.keys()].filter((name) => !Object.hasOwn(values, name)),
    };
  }

  dispose(): void {
    for (const parameter of this.#parameters.values()) parameter.dispose();
    this.#parameters.clear();
  }

  #add(name: string, shape: readonly number[], options: ParameterOptions): Parameter {
    if (this.#parameters.has(name)) throw new Error(`Parameter "${name}" is registered twice; give one of the parts a scope of its own.`);
    const trainable = options.trainable !== false && this.#learns(name);
    const parameter = new StoredParameter(name, shape, { ...options, trainable }, this.#seed);
    this.#parameters.set(name, parameter);
    return parameter;
  }
}

function joined(path: string, name: string): string {
  if (path === '') return name;
  return name === '' ? path : `${path}.${name}`;
}
