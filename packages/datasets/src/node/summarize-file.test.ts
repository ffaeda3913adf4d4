import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { beforeEach, describe, expect, it } from 'vitest';

import { annotationForms } from '../annotations/annotation-forms.js';
import { summarizeDataset } from '../annotations/dataset-summary.js';
import { readAnnotationFile } from './read-annotation-file.js';
import { summarizeFile } from './summarize-file.js';

const triangle = [0, 0, 9, 0, 9, 9];
const annotation = { bbox: [0, 0, 10, 10], area: 100, segmentation: [triangle] };
/** Annotations first; images in no order; every flaw that reading repairs or skips. */
const flawed = {
  annotations: [
    { ...annotation, id: 1, image_id: 8, category_id: 3 },
    { ...annotation, id: 2, image_id: 4, category_id: 3, segmentation: [triangle, [1, 2]] },
    { ...annotation, id: 3, image_id: 4, category_id: 3, segmentation: { size: [2, 2], counts: [1] } },
    { ...annotation, id: 4, image_id: 4, category_id: 7, segmentation: [] },
    { ...annotation, id: 5, image_id: 5, category_id: 3 },
    { ...annotation, id: 6, image_id: 4, category_id: 5 },
    { ...annotation, id: 7, image_id: 4, category_id: 3, bbox: [1, 2] },
    { ...annotation, id: 8, image_id: 8, category_id: 7, bbox: [1, 2, 0, 3] },
  ],
  categories: [
    { id: 7, name: 'seven', image_count: 50 },
    { id: 3, name: 'three' },
    { id: 9, name: 'nine', frequency: 'f' },
  ],
  images: [8, 2, 4].map((id) => ({ id, width: 20, height: 20, file_name: `${id}.png` })),
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'summarize-file-'));
});

async function save(content: object): Promise<string> {
  const file = path.join(folder, 'annotations.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

describe('summarizeFile', () => {
  it('counts what is usable, and tells what is not', async () => {
    const { summary, report } = await summarizeFile(await save(flawed), 'lvis');
    expect(summary).toEqual({
      name: 'annotations',
      images: 3,
      annotatedImages: 2,
      instances: 5,
      instancesPerImage: 5 / 3,
      // Image 8 has both classes, so has image 4, image 2 has none.
      classesPerImage: 4 / 3,
      groups: { r: { classes: 1, instances: 3 }, c: { classes: 1, instances: 2 }, f: { classes: 1, instances: 0 } },
      emptyClasses: 1,
      classes: [
        { id: 3, name: 'three', frequency: 'r', images: 2, instances: 3 },
        // The makers of the file counted 50 images.
        { id: 7, name: 'seven', frequency: 'c', images: 2, instances: 2 },
        { id: 9, name: 'nine', frequency: 'f', images: 0, instances: 0 },
      ],
    });
    expect(report.problems.map(({ kind, count, examples }) => [kind, count, examples[0]])).toEqual([
      ['short-polygon', 1, 'annotation 2'],
      ['bad-segmentation', 2, 'annotation 3'],
      ['bad-box', 1, 'annotation 7'],
      ['zero-area-box', 1, 'annotation 8'],
      ['unknown-image', 1, 'annotation 5 (image 5)'],
      ['unknown-category', 1, 'annotation 6 (category 5)'],
    ]);
  });

  it.each(['lvis', 'coco'] as const)('says what the opened data set says (%s)', async (form) => {
    const golden = fileURLToPath(new URL('../../../testing/goldens/evaluation/edge_gt.json', import.meta.url));
    for (const file of [golden, await save(flawed)]) {
      const name = path.basename(file, '.json');
      const dataset = await readAnnotationFile({ name, file, imageRoot: '', withSegmentation: true, ...annotationForms[form] });
      expect(await summarizeFile(file, form)).toEqual({ summary: summarizeDataset(dataset), report: dataset.report });
    }
  });

  it('refuses what cannot be counted', async () => {
    const refused = async (content: object): Promise<string> => {
      const error = await summarizeFile(await save(content), 'lvis').catch((cause: unknown) => cause);
      return error instanceof Error ? error.message.replace(`${folder}/`, '') : 'nothing was refused';
    };
    expect(await refused({ ...flawed, images: [] })).toBe('annotations.json, images: the file lists no images.');
    expect(await refused({ ...flawed, annotations: [flawed.annotations[0], flawed.annotations[0]] })).toBe(
      'annotations.json, annotation 1: the id occurs twice. Ids must be unique: `ecm data verify` lists all of them, `ecm data merge` renumbers.',
    );
    expect(await refused({ images: [] })).toContain('has no list "annotations", "categories" (lists found: images).');
  });
});
