import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { ecm } from '../testing/ecm-process.js';
import { tinyExperiment } from '../testing/tiny-experiment.js';

describe('ecm data browse', { timeout: 60_000 }, () => {
  it('says which class was probably meant, and that there is nothing to draw', async () => {
    const { folder } = await tinyExperiment();
    const { code, stderr } = await ecm(['data', 'browse', 'data/tiny/annotations/train.json', '--class', 'nothing-like-it'], folder);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'UserError: train has no class "nothing-like-it". `ecm data stats` lists classes.\n',
    });
  });

  it('draws images that are there, and says how many are not', async () => {
    const { folder } = await tinyExperiment();
    const images = path.join(folder, 'data/tiny/images/train');
    for (const name of readdirSync(images).slice(2)) rmSync(path.join(images, name));
    const args = ['data', 'browse', 'data/tiny/annotations/train.json', '--images', 'data/tiny/images', '--count', '3'];
    const { code, stdout, stderr } = await ecm(args, folder);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `2 drawings and ${path.join('browse', 'sheet.png')}\n` });
    expect(stderr).toMatch(/10 of 12 image files are missing in ".*images"; the drawings are of others\.\n/u);
  });
});
