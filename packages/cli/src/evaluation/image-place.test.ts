import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { imagePlace } from './image-place.js';

const outside = mkdtempSync(path.join(tmpdir(), 'ecm-image-place-'));
const folder = path.join(outside, 'images');
mkdirSync(path.join(folder, 'val'), { recursive: true });
for (const name of ['secret.png', 'images/a.png', 'images/val/b.png', 'images/..c.png']) writeFileSync(path.join(outside, name), '');

it('finds an image by its name, or by the last part of it', () => {
  expect(imagePlace(folder, 'val/b.png')).toBe(path.join(folder, 'val/b.png'));
  expect(imagePlace(folder, 'train2017/a.png')).toBe(path.join(folder, 'a.png'));
  expect(imagePlace(folder, '..c.png')).toBe(path.join(folder, '..c.png'));
});

it.each(['../secret.png', 'val', '', 'missing.png', 'a\u0000.png', 'x'.repeat(5000), 'https://x/secret.png'])(
  'finds nothing for %j',
  (name) => {
    expect(imagePlace(folder, name)).toBeUndefined();
  },
);
