import type { StateTensor } from '@ecm/core/model';

const suffix = '/steps';

/** How often each parameter has been updated; saved under `<parameter>/steps`. */
export class StepCounts {
  readonly #counts = new Map<string, number>();

  /** Counts one more update. @returns the number of updates, this one included */
  next(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count;
  }

  save(): Record<string, StateTensor> {
    return Object.fromEntries([...this.#counts].map(([name, count]) => [name + suffix, { shape: [], data: Int32Array.of(count) }]));
  }

  /** Takes over the counts of a saved state. @returns the rest of the state */
  take(state: Readonly<Record<string, StateTensor>>): Record<string, StateTensor> {
    this.#counts.clear();
    const rest: Record<string, StateTensor> = {};
    for (const [key, tensor] of Object.entries(state)) {
      if (key.endsWith(suffix)) this.#counts.set(key.slice(0, -suffix.length), tensor.data[0] ?? 0);
      else rest[key] = tensor;
    }
    return rest;
  }
}
