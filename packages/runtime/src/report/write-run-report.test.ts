import { runFolderAt } from '@ecm/engine';
import { expect, it } from 'vitest';

import { writeRunReport } from './write-run-report.js';

it('wants a run, and a name for each of them', async () => {
  await expect(writeRunReport([])).rejects.toThrow('A report needs at least one run folder.');
  const runs = [runFolderAt('a'), runFolderAt('b')];
  await expect(writeRunReport(runs, { names: ['only one'] })).rejects.toThrow('There are 2 runs, but 1 names for them.');
});
