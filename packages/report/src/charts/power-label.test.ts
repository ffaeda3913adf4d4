import { expect, it } from 'vitest';

import { powerLabel } from './power-label.js';

it('writes powers of ten with an exponent and leaves other numbers', () => {
  expect([1e-12, 1e-3, 0.1, 1, 10, 1e6, 1e10].map(powerLabel)).toEqual(['10⁻¹²', '10⁻³', '10⁻¹', '1', '10¹', '10⁶', '10¹⁰']);
  expect([0.5, 20].map(powerLabel)).toEqual(['0.5', '20']);
});
