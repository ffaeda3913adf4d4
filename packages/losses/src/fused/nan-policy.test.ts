import { expect, it } from 'vitest';

import { checkFinite } from './nan-policy.js';

it('names the first bad logit, be it the very first', () => {
  const check = (...logits: number[]) => {
    checkFinite('MyLoss', Number.NaN, Float32Array.from(logits), [2, 2]);
  };
  expect(() => {
    check(Number.NaN, 0, 0, 0);
  }).toThrow('MyLoss: the loss is not finite, because the logit in row 0, column 0 of [2, 2] is NaN.');
  expect(() => {
    check(0, 0, 0, Infinity);
  }).toThrow('the logit in row 1, column 1 of [2, 2] is Infinity.');
});

it('looks for the fault elsewhere where all logits are finite', () => {
  expect(() => {
    checkFinite('MyLoss', Infinity, Float32Array.of(1, 2), [1, 2]);
  }).toThrow('MyLoss: the loss is Infinity although all logits are finite. Check weights and targets.');
});

it('looks at every element loss, and lets finite ones pass', () => {
  expect(() => {
    checkFinite('MyLoss', Float32Array.of(1, Number.NaN), Float32Array.of(1, Number.NaN), [2, 1]);
  }).toThrow('row 1, column 0 of [2, 1] is NaN');
  checkFinite('MyLoss', Float32Array.of(1, 2), Float32Array.of(1, 2), [2, 1]);
  checkFinite('MyLoss', 0, Float32Array.of(Number.NaN), [1, 1]);
});
