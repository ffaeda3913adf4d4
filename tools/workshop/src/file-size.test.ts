import { expect, it } from 'vitest';

import { read, repositoryFiles } from './repository.js';

const budget = { median: 80, ninthDecile: 200, largest: 400 };

const lineCounts = repositoryFiles()
  .filter((file) => /^packages\/[^/]+\/(?:src|kernels)\/.*\.ts$/u.test(file) && !/\.test\.ts$|\.generated\.ts$|\/testing\//u.test(file))
  .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines);

const atShare = (share: number): number => lineCounts[Math.floor((lineCounts.length - 1) * share)]?.lines ?? 0;

it(`keeps source files small: median ${budget.median}, nine of ten ${budget.ninthDecile}, none above ${budget.largest} lines`, () => {
  const tooLong = lineCounts
    .filter(({ lines }) => lines > budget.largest)
    .map(({ file, lines }) => `${file} has ${lines} lines: split it by idea`);
  expect(tooLong).toEqual([]);
  expect(atShare(0.5)).toBeLessThanOrEqual(budget.median);
  expect(atShare(0.9)).toBeLessThanOrEqual(budget.ninthDecile);
});
