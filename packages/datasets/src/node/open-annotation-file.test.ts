import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, expect, it } from 'vitest';

import { lvisFileName } from '../annotations/file-names.js';
import { openAnnotationFile } from './open-annotation-file.js';

const root = mkdtempSync(path.join(tmpdir(), 'ecm-open-annotations-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const content = JSON.stringify({
  images: [{ id: 1, width: 4, height: 4, file_name: '1.jpg' }],
  annotations: [{ id: 1, image_id: 1, category_id: 3, bbox: [0, 0, 2, 2], area: 4 }],
  categories: [{ id: 3, name: 'kettle' }],
});

it('opens annotations plain and packed, under the name of the file or a given one', async () => {
  writeFileSync(path.join(root, 'val.json'), content);
  writeFileSync(path.join(root, 'val.json.gz'), gzipSync(content));
  const open = (annotations: string, name: string) => {
    const options = { name, annotations, images: 'images', segmentations: false, onlyAnnotated: false, minSide: 0 };
    return openAnnotationFile(options, { root, fileNameOf: lvisFileName, deriveFrequency: false });
  };
  const [plain, packed, named] = [await open('val.json', ''), await open('val.json.gz', ''), await open('val.json', 'small')];
  expect([plain.name, packed.name, named.name]).toEqual(['val', 'val', 'small']);
  expect(packed.statistics()).toEqual(plain.statistics());
  expect([...plain.statistics().instanceCounts]).toEqual([1]);
});
