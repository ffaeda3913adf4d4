import type { Tensor } from '@ecm/core/model';

import type { TapeNode } from './engine-internals.js';

/**
 * Record of the ops that lead from the inputs to the loss. What the inputs do not reach is forgotten at once, together with what
 * tfjs saved for its gradient: a frozen stage costs no memory.
 */
export class Tape extends Array<TapeNode> {
  // An array of one number would be read as a length.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  readonly #reached: Set<number>;

  constructor(inputs: readonly Tensor[]) {
    super();
    this.#reached = new Set(inputs.map((input) => input.id));
  }

  /** @returns whether a tensor depends on the inputs */
  reaches(tensor: Tensor): boolean {
    return this.#reached.has(tensor.id);
  }

  override push(...nodes: TapeNode[]): number {
    for (const node of nodes) {
      if (Object.values(node.inputs).some((input) => this.reaches(input))) {
        // Integers and truth values carry no gradient: comparisons of features end here instead of failing on the way back.
        for (const output of node.outputs) if (output.dtype === 'float32') this.#reached.add(output.id);
        super.push(node);
      } else {
        forget(node);
      }
    }
    return this.length;
  }

  /** Releases everything that is still saved. */
  release(): void {
    for (const node of this) forget(node);
    this.length = 0;
  }
}

/** Disposes what an op saved for its gradient. */
export function forget(node: TapeNode): void {
  for (const tensor of node.saved) tensor.dispose();
}
