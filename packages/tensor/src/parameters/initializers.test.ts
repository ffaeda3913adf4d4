import { SeededRandom, ShapeError } from '@ecm/core';
import type { Initializer } from '@ecm/core/model';
import { describe, expect, it } from 'vitest';

import {
  constant,
  kaimingNormalFanOut,
  kaimingUniformFanIn,
  listed,
  normal,
  ones,
  truncatedNormal,
  uniform,
  xavierUniform,
  zeros,
} from './initializers.js';

const drawn = (initialize: Initializer, shape: number[]) => initialize(shape, new SeededRandom('test'));
const deviation = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('initialisers', () => {
  // Detector specification, section 8; check C-63 asks for 2 %.
  it.each([
    ['mask head convolution', kaimingNormalFanOut, [256, 256, 3, 3], 0.02946],
    ['mask head transposed convolution', kaimingNormalFanOut, [256, 256, 2, 2], 0.04419],
    ['mask predictor of 1203 classes', kaimingNormalFanOut, [1203, 256, 1, 1], 0.04077],
    ['RPN convolution', normal(0.01), [256, 256, 3, 3], 0.01],
    ['FPN lateral convolution of C2, uniform with bound 0.10825', xavierUniform, [256, 256, 1, 1], 0.10825 / Math.sqrt(3)],
    ['FPN 3 x 3 convolution, uniform with bound 0.03608', xavierUniform, [256, 256, 3, 3], 0.03608 / Math.sqrt(3)],
    ['deformable convolution, uniform with bound 0.05103', kaimingUniformFanIn, [256, 256, 3, 3], 0.05103 / Math.sqrt(3)],
    ['Swin linear layer', truncatedNormal(0.02), [256, 768], 0.02],
  ] as [string, Initializer, number[], number][])('has the standard deviation of the specification: %s', (_, initialize, shape, want) => {
    expect(Math.abs(deviation(drawn(initialize, shape)) / want - 1)).toBeLessThan(0.02);
  });

  it('stays within its bound and reaches near it', () => {
    const values = drawn(uniform(0.5), [10_000]);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeLessThanOrEqual(0.5);
    expect(largest).toBeGreaterThan(0.499);
    expect(drawn(truncatedNormal(1, 0.5), [1000]).every((value) => Math.abs(value) <= 0.5)).toBe(true);
  });

  it('fills with constants and lists', () => {
    expect([...drawn(zeros, [2])]).toEqual([0, 0]);
    expect([...drawn(ones, [2])]).toEqual([1, 1]);
    expect([...drawn(constant(-2), [1, 2])]).toEqual([-2, -2]);
    expect([...drawn(listed(Float32Array.of(1, 2)), [2])]).toEqual([1, 2]);
  });

  it('refuses a list of another length, and fans of a vector', () => {
    expect(() => drawn(listed(Float32Array.of(1)), [2])).toThrow(ShapeError);
    expect(() => drawn(listed(Float32Array.of(1)), [2])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: listed: values must be as many as [2] has, but is [1].]`,
    );
    expect(() => drawn(xavierUniform, [2])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: initialiser with fans: shape must be of two or more axes, but is [2].]`,
    );
  });
});
