import { expect, it } from 'vitest';

import { frequencyGroups } from './frequency-groups.js';

it('groups by LVIS limits: 1-10 rare, 11-100 common, above frequent', () => {
  expect(frequencyGroups([0, 1, 10, 11, 100, 101])).toEqual(['r', 'r', 'r', 'c', 'c', 'f']);
  expect(frequencyGroups([3, 4], { rare: 3, common: 3 })).toEqual(['r', 'f']);
});
