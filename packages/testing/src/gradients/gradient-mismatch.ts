import { SeededRandom } from '@ecm/core';
import type { Tensor } from '@ecm/core/model';
import { tf } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';

/** Options of `gradientMismatch`. */
export interface GradientCheckOptions {
  /** Half the distance of the two points of a central difference; default 2⁻⁷. */
  readonly step?: number;
  /** Accepted difference, relative to 1 + |derivative|; default 5e-3, what float32 leaves at the default step. */
  readonly tolerance?: number;
  /** Elements compared per input; default 24, spread evenly. */
  readonly elements?: number;
}

/**
 * Compares an op's gradients with central differences of Σ value · R, R fixed random numbers (the sum in double precision).
 *
 * @param op a smooth function near `inputs`, any shapes
 * @param inputs float32 tensors; all of them are differentiated
 * @returns undefined if all agree, else which element differs and how
 */
export function gradientMismatch<T extends Tensor[]>(
  op: (...inputs: T) => Tensor,
  inputs: readonly [...T],
  { step = 2 ** -7, tolerance = 5e-3, elements = 24 }: GradientCheckOptions = {},
): string | undefined {
  const random = new SeededRandom('gradient-check');
  const size = tf.tidy(() => op(...inputs).size);
  const factors = Float32Array.from({ length: size }, () => 2 * random.uniform() - 1);
  const gradients = tf.tidy(() => {
    const objective = (...xs: T) => {
      const value = op(...xs);
      return value.mul(tf.tensor(factors, value.shape)).sum<tf.Scalar>();
    };
    return gradientsOf<T>(objective, inputs).gradients.map((gradient) => Float32Array.from(gradient.dataSync()));
  });
  const objectiveAt = (which: number, element: number, change: number) => {
    const values = tf.tidy(() => {
      const moved = inputs.map((input, index) => {
        if (index !== which) return input;
        const data = Float32Array.from(input.dataSync());
        data[element] += change;
        return tf.tensor(data, input.shape);
      });
      return Float32Array.from(op(...(moved as T)).dataSync());
    });
    return values.reduce((sum, value, index) => sum + value * factors[index], 0);
  };
  for (const [which, input] of inputs.entries()) {
    const count = Math.min(elements, input.size);
    for (let k = 0; k < count; k++) {
      const element = Math.floor((k * input.size) / count);
      const expected = (objectiveAt(which, element, step) - objectiveAt(which, element, -step)) / (2 * step);
      const found = gradients[which][element];
      if (!(Math.abs(found - expected) <= tolerance * (1 + Math.abs(expected)))) {
        return `input ${which}, element ${element}: finite difference ${expected}, gradient ${found}`;
      }
    }
  }
  return undefined;
}
