import type { Parameter, StateTensor, Variable } from '@ecm/core/model';
import { ShapeError } from '@ecm/core';
import { tf } from '@ecm/tensor';

/**
 * Tensors that an optimiser keeps for each parameter, e.g. its momentum; zeros at first. Saved in the parameter's reference
 * layout under `<parameter>/<slot>`.
 */
export class ParameterSlots {
  readonly #slots = new Map<string, { readonly parameter: Parameter; readonly variable: Variable }>();
  readonly #loaded = new Map<string, StateTensor>();

  /** @throws ShapeError if a loaded state does not have the parameter's shape */
  get(parameter: Parameter, slot: string): Variable {
    const key = `${parameter.name}/${slot}`;
    const known = this.#slots.get(key);
    if (known !== undefined) return known.variable;
    const start = tf.tidy(() => tf.variable(this.#start(parameter, key), false));
    this.#slots.set(key, { parameter, variable: start });
    return start;
  }

  save(): Record<string, StateTensor> {
    const saved = [...this.#slots].map(([key, { parameter, variable }]): [string, StateTensor] => {
      const { layout, shape } = parameter;
      return [key, { shape: layout.referenceShape(shape), data: layout.toReference(variable.dataSync<'float32'>(), shape) }];
    });
    return Object.fromEntries([...this.#loaded, ...saved]);
  }

  load(state: Readonly<Record<string, StateTensor>>): void {
    this.dispose();
    for (const [key, tensor] of Object.entries(state)) this.#loaded.set(key, tensor);
  }

  dispose(): void {
    for (const { variable } of this.#slots.values()) variable.dispose();
    this.#slots.clear();
    this.#loaded.clear();
  }

  #start({ layout, shape }: Parameter, key: string) {
    const loaded = this.#loaded.get(key);
    if (loaded === undefined) return tf.zeros([...shape]);
    const expected = layout.referenceShape(shape);
    if (expected.join() !== loaded.shape.join()) throw new ShapeError(`optimiser state ${key}`, `[${expected.join(', ')}]`, loaded.shape);
    this.#loaded.delete(key);
    return tf.tensor(layout.fromReference(Float32Array.from(loaded.data), shape), [...shape], 'float32');
  }
}
