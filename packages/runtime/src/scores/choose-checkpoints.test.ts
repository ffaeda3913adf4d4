import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { chooseCheckpoints } from './choose-checkpoints.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-chosen-'));
for (const name of ['step-00000400', 'step-00000800', '.tmp-step-00000900-1']) mkdirSync(path.join(folder, name));

it('finds all checkpoints, or those of some steps in their order', () => {
  expect(chooseCheckpoints(folder, 'all').map(({ step }) => step)).toEqual([400, 800]);
  expect(chooseCheckpoints(folder, [800])).toEqual([{ step: 800, folder: path.join(folder, 'step-00000800') }]);
});

it('says which there are', () => {
  expect(() => chooseCheckpoints(folder, [400, 500])).toThrow(/There is no checkpoint of step 500 in .*\. There: 400, 800\./u);
  expect(() => chooseCheckpoints(path.join(folder, 'none'), 'all')).toThrow(/There is no checkpoint in .*none\./u);
});
