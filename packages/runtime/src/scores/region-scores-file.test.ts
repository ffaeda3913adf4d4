import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { RegionScoresFile } from './region-scores-file.js';

it('gives back what was appended, as often as one likes, and leaves nothing behind', () => {
  const place = path.join(mkdtempSync(path.join(tmpdir(), 'ecm-regions-')), 'regions.tmp');
  const blocks = [
    { labels: Int32Array.of(0, 2), scores: Float32Array.of(0.1, 0.2, 0.3, 0.4), columns: 2 },
    { labels: new Int32Array(0), scores: new Float32Array(0), columns: 2 },
    { labels: Int32Array.of(1), scores: Float32Array.of(0.5, 0.6, 0.7), columns: 3 },
  ];
  const file = new RegionScoresFile(place);
  for (const block of blocks) file.append(block);
  expect([...file.read()]).toEqual(blocks);
  expect([...file.read()]).toEqual(blocks);
  file.remove();
  expect(existsSync(place)).toBe(false);
});
