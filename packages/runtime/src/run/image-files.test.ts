import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { imageFiles } from './infer-images.js';
import { weightsAt } from './load-weights.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-images-'));
mkdirSync(path.join(folder, 'deep'));
for (const name of ['b.JPG', 'a.png', 'notes.txt', 'deep/c.webp']) writeFileSync(path.join(folder, name), '');

it('finds images in folders, in order, and takes named files as they are', () => {
  expect(imageFiles([folder]).map((file) => path.relative(folder, file))).toEqual(['a.png', 'b.JPG', path.join('deep', 'c.webp')]);
  expect(imageFiles([path.join(folder, 'notes.txt')])).toHaveLength(1);
});

it('says what is missing', () => {
  expect(() => imageFiles(['gone'])).toThrow('There is no file or folder "gone".');
  const empty = mkdtempSync(path.join(tmpdir(), 'ecm-empty-'));
  expect(() => imageFiles([empty])).toThrow('There is no image in');
});

it('takes weight files by their ending and asks folders for their newest checkpoint', () => {
  expect(weightsAt('x/model.safetensors')).toBe('x/model.safetensors');
  expect(() => weightsAt(folder)).toThrow(folder);
});
