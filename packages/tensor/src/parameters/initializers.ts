import { ShapeError } from '@ecm/core';
import type { Initializer } from '@ecm/core/model';

/** All zeros. */
export const zeros: Initializer = (shape) => new Float32Array(sizeOf(shape));

/** All ones. */
export const ones: Initializer = constant(1);

/** One value everywhere. */
export function constant(value: number): Initializer {
  return (shape) => new Float32Array(sizeOf(shape)).fill(value);
}

/** Normal distribution with mean 0. */
export function normal(standardDeviation: number): Initializer {
  return (shape, random) => Float32Array.from({ length: sizeOf(shape) }, () => standardDeviation * random.normal());
}

/** Normal distribution with mean 0, redrawn outside ±`limit` (an absolute bound; 2 in Swin's initialiser). */
export function truncatedNormal(standardDeviation: number, limit = 2): Initializer {
  return (shape, random) =>
    Float32Array.from({ length: sizeOf(shape) }, () => {
      for (;;) {
        const value = standardDeviation * random.normal();
        if (Math.abs(value) <= limit) return value;
      }
    });
}

/** Uniform distribution on [−bound, bound). */
export function uniform(bound: number): Initializer {
  return (shape, random) => Float32Array.from({ length: sizeOf(shape) }, () => bound * (2 * random.uniform() - 1));
}

/**
 * Normal distribution with standard deviation √(2 / fan-out), fan-out = first reference axis · kernel area. For transposed
 * convolutions the first reference axis is the input, as in PyTorch.
 */
export const kaimingNormalFanOut: Initializer = (shape, random) => normal(Math.sqrt(2 / fans(shape).out))(shape, random);

/** Uniform distribution with bound √(6 / fan-in), fan-in = second reference axis · kernel area. */
export const kaimingUniformFanIn: Initializer = (shape, random) => uniform(Math.sqrt(6 / fans(shape).in))(shape, random);

/** Uniform distribution with bound √(6 / (fan-in + fan-out)). */
export const xavierUniform: Initializer = (shape, random) => {
  const fan = fans(shape);
  return uniform(Math.sqrt(6 / (fan.in + fan.out)))(shape, random);
};

/**
 * Given values, in reference layout.
 * @throws ShapeError if their number is not the parameter's
 */
export function listed(values: Float32Array): Initializer {
  return (shape) => {
    if (values.length !== sizeOf(shape)) throw new ShapeError('listed: values', `as many as [${shape.join(', ')}] has`, [values.length]);
    return values.slice();
  };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, n) => size * n, 1);
}

function fans(shape: readonly number[]): { in: number; out: number } {
  if (shape.length < 2) throw new ShapeError('initialiser with fans: shape', 'of two or more axes', shape);
  const area = sizeOf(shape.slice(2));
  return { in: shape[1] * area, out: shape[0] * area };
}
