import { expect, it } from 'vitest';

import { randomNumbers } from './random-numbers.js';

it('draws the same numbers in [−1, 1) for the same seed', () => {
  const numbers = randomNumbers(100, 3);
  expect(randomNumbers(100, 3)).toEqual(numbers);
  expect(randomNumbers(100, 4)).not.toEqual(numbers);
  expect(numbers.every((x) => x >= -1 && x < 1)).toBe(true);
});
