import type { Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';
import type { TapeNode } from './engine-internals.js';
import type { Tape } from './tape.js';
import { forget } from './tape.js';

/**
 * Walks a tape backwards and empties it.
 *
 * @returns gradients of `value` by the inputs; undefined where nothing leads to the value
 */
export function backpropagate(tape: Tape, value: Tensor, inputs: readonly Tensor[]): (Tensor | undefined)[] {
  const wanted = new Set(inputs.map((input) => input.id));
  const gradients = new Map<number, Tensor>([[value.id, tf.keep(tf.onesLike(value))]]);
  try {
    for (let node = tape.pop(); node !== undefined; node = tape.pop()) {
      try {
        propagate(node, tape, gradients);
      } finally {
        forget(node);
      }
      for (const output of node.outputs) {
        if (!wanted.has(output.id)) take(gradients, output)?.dispose();
      }
    }
    // Clones are tracked by the caller's scope, kept tensors are not.
    return inputs.map((input) => gradients.get(input.id)?.clone());
  } finally {
    for (const gradient of gradients.values()) gradient.dispose();
  }
}

/** Adds what one op passes on to the gradients of its inputs. */
function propagate(node: TapeNode, tape: Tape, gradients: Map<number, Tensor>): void {
  const upstream = node.outputs.map((output) => gradients.get(output.id) ?? null);
  if (upstream.every((gradient) => gradient === null)) return;
  if (node.gradient === undefined) throw new Error(`tfjs has no gradient for the op "${node.kernelName}".`);
  const { gradient } = node;
  tf.tidy(() => {
    const byInput = gradient(upstream);
    for (const [name, input] of Object.entries(node.inputs)) {
      if (!tape.reaches(input)) continue;
      const part = byInput[name]();
      const before = gradients.get(input.id);
      // A gradient may be the upstream itself, which is disposed after this op: keep a reference of our own.
      gradients.set(input.id, tf.keep(before === undefined ? part.clone() : tf.add(before, part)));
      before?.dispose();
    }
  });
}

function take(gradients: Map<number, Tensor>, tensor: Tensor): Tensor | undefined {
  const gradient = gradients.get(tensor.id);
  gradients.delete(tensor.id);
  return gradient;
}
