import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { readReportFacts } from './report-facts.js';

const file = path.join(mkdtempSync(path.join(tmpdir(), 'ecm-report-facts-')), 'truth.json');

it('reads names of images, but not of those whose ids a number cannot tell apart', async () => {
  const ids = ['7', '9223372036854775801', '9223372036854775802'];
  const images = ids.map((id, i) => `{"id": ${id}, "height": 5, "width": 5, "file_name": "${i}.jpg"}`);
  writeFileSync(
    file,
    `{"images": [${images.join()}], "annotations": [], "categories": [{"id": 1, "name": "cup", "frequency": "r", "image_count": 3}]}`,
  );
  const { fileNames, classes } = await readReportFacts(file, undefined);
  expect([...fileNames]).toEqual([[7, '0.jpg']]);
  expect(classes).toEqual([{ id: 1, name: 'cup', frequency: 'r', images: 3, instances: NaN }]);
});
