import { expect, it } from 'vitest';

import { ShuffleSampler } from './shuffle-sampler.js';

it('visits every image once, in an order that depends on seed and epoch alone', () => {
  const sampler = new ShuffleSampler(50, 3);
  expect([...sampler.epoch(0)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(sampler.epoch(7)).toEqual(new ShuffleSampler(50, 3).epoch(7));
  expect(sampler.epoch(7)).not.toEqual(sampler.epoch(8));
  expect(sampler.epoch(7)).not.toEqual(new ShuffleSampler(50, 4).epoch(7));
});
