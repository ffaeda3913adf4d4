import { expect, it } from 'vitest';

import { checkedLimit, checkedLimits } from './checked-limit.js';

it('takes whole numbers and infinity, limits in any order', () => {
  expect([checkedLimit('x', 300), checkedLimit('x', -1), checkedLimit('x', Infinity)]).toEqual([300, -1, Infinity]);
  expect(checkedLimits('x', [100, 1, 10])).toEqual([1, 10, 100]);
});

it.each([1.5, NaN])('refuses a limit of %d', (limit) => {
  expect(() => checkedLimit('maxDetections', limit)).toThrow(`maxDetections must be a whole number of detections, but is ${limit}.`);
});

it.each([[[]], [[-1]], [[10, 1.5]], [[NaN]]])('refuses limits of %j', (limits) => {
  expect(() => checkedLimits('maxDetections', limits)).toThrow('maxDetections must be a list of whole numbers of detections');
});
