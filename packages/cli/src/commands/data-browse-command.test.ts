import { describe, expect, it } from 'vitest';

import { ecm } from '../testing/ecm-process.js';
import { tinyExperiment } from '../testing/tiny-experiment.js';
import { evenlySpread } from './data-browse-command.js';

it('spreads over all items, and takes each but once when there are few', () => {
  expect(evenlySpread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 3)).toEqual([0, 4, 7]);
  expect(evenlySpread(['a', 'b', 'c'], 12)).toEqual(['a', 'b', 'c']);
  expect(evenlySpread([], 4)).toEqual([]);
});

describe('ecm data browse', { timeout: 60_000 }, () => {
  it('says which class was probably meant, and that there is nothing to draw', async () => {
    const { folder } = await tinyExperiment();
    const { code, stderr } = await ecm(['data', 'browse', 'data/tiny/annotations/train.json', '--class', 'nothing-like-it'], folder);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'UserError: train has no class "nothing-like-it". `ecm data stats` lists classes.\n',
    });
  });
});
