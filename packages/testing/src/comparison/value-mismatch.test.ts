import { describe, expect, it } from 'vitest';

import { valueMismatch } from './value-mismatch.js';

describe('valueMismatch', () => {
  it('accepts what lies within absolute and relative tolerance', () => {
    expect(valueMismatch([1.00005, 0], [1, 9e-6], { absolute: 1e-5, relative: 1e-4 })).toBeUndefined();
  });

  it('names the element that is furthest out, and counts NaN as out', () => {
    expect(valueMismatch([1, 3, 2.5], [1, 2, 2])).toBe('element 1: 2 expected, 3 found');
    expect(valueMismatch([1, NaN], [1, 2])).toBe('element 1: 2 expected, NaN found');
  });

  it('refuses another number of elements', () => {
    expect(valueMismatch([1], [1, 2])).toBe('2 elements expected, 1 found');
  });
});
