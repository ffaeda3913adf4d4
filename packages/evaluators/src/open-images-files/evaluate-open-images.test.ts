import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, describe, expect, it } from 'vitest';

import type { OpenImagesRecord } from '../open-images/open-images-evaluator.js';
import type { EvaluateOpenImagesOptions } from './evaluate-open-images.js';
import { evaluateOpenImages } from './evaluate-open-images.js';

const goldens = path.join(import.meta.dirname, '../../../testing/goldens/evaluation/openimages');
const golden = (name: string): string => path.join(goldens, name);
const folder = mkdtempSync(path.join(tmpdir(), 'ecm-open-images-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

interface Expected {
  readonly per_class: Readonly<Record<string, number>>;
  readonly AP50?: number;
  readonly mAP50?: number;
  readonly mAP?: number;
}
const expected = JSON.parse(readFileSync(golden('expected.json'), 'utf8')) as Record<string, Expected>;
const records = JSON.parse(readFileSync(golden('detections.json'), 'utf8')) as OpenImagesRecord[];
const truth = JSON.parse(readFileSync(golden('gt_expanded.json'), 'utf8')) as {
  readonly images: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly categories: readonly { readonly id: number; readonly freebase_id: string }[];
};

const raw = {
  groundTruth: golden('boxes.csv'),
  classes: golden('classes.csv'),
  imageLabels: golden('imagelabels.csv'),
  imageSizes: golden('gt_expanded.json'),
  hierarchy: golden('hierarchy.json'),
};
const json = { groundTruth: golden('gt_expanded.json'), hierarchy: golden('hierarchy.json') };
const results = [golden('detections.json')];

async function check(options: EvaluateOpenImagesOptions, name: string, tolerance = 1e-9): Promise<void> {
  const figure = /expand|mmdet/u.test(name) ? 'AP50_expand' : 'AP50';
  const [{ summary, categories }] = await evaluateOpenImages(options);
  const { per_class: perClass, AP50, mAP50, mAP } = expected[name];
  expect(Math.abs(summary[figure] - Number(AP50 ?? mAP50 ?? mAP)), `${name}: mean`).toBeLessThanOrEqual(tolerance);
  for (const { name: category, figures } of categories) {
    const wanted = perClass[category] ?? NaN;
    if (Number.isNaN(wanted)) expect(figures[figure], category).toBeNaN();
    else expect(Math.abs(figures[figure] - wanted), `${name}: ${category}`).toBeLessThanOrEqual(tolerance);
  }
}

describe('evaluateOpenImages', () => {
  it.each(['unidet_AP50', 'unidet_AP50_expand', 'tf_challenge2019', 'tf_challenge2019_expanded_detections'])(
    'equals %s on raw csv files, expanded csv files and expanded JSON',
    async (name) => {
      await check({ ...raw, results }, name);
      const expanded = { groundTruth: golden('boxes_expanded.csv'), imageLabels: golden('imagelabels_expanded.csv') };
      await check({ ...raw, ...expanded, results }, name);
      await check({ ...json, results }, name);
    },
  );

  it.each(['tf_group_of_weight0', 'tf_group_of_weight0_expanded_detections'])('equals %s', async (name) => {
    await check({ ...raw, results, groupOfWeight: 0 }, name);
  });

  it('equals mmdetection with and without image labels, within its single precision', async () => {
    await check({ ...raw, results, variant: 'mmdet' }, 'mmdet_with_image_labels', 1e-6);
    const { imageLabels: _, ...boxes } = raw;
    await check({ ...boxes, results, variant: 'mmdet' }, 'mmdet_without_image_labels', 1e-6);
  });

  it('takes results as csv in fractions, in several files, and everything packed with gzip', async () => {
    const sizes = new Map(truth.images.map((image) => [image.id, image]));
    const labels = new Map(truth.categories.map(({ id, freebase_id: label }) => [id, label]));
    const rows = records.map(({ image_id: image, category_id: category, score, bbox: [x, y, w, h] }) => {
      const { width, height } = sizes.get(String(image))!;
      return [image, labels.get(category), score, x / width, (x + w) / width, y / height, (y + h) / height].join(',');
    });
    const header = 'ImageID,LabelName,Score,XMin,XMax,YMin,YMax';
    const first = write('first.csv', `\uFEFF${[header, ...rows.slice(0, 300)].join('\r\n')}`);
    const second = write('second.csv.gz', gzipSync([header, ...rows.slice(300), ''].join('\n')));
    await check({ ...json, results: [first, second] }, 'unidet_AP50_expand');
    const { imageSizes: _, ...fractions } = raw;
    await check({ ...fractions, results: [first, second] }, 'unidet_AP50');
    const packed = write('truth.json.gz', gzipSync(readFileSync(golden('gt_expanded.json'))));
    const packedResults = write('results.json.gz', gzipSync(JSON.stringify(records, undefined, 1)));
    await check({ ...json, groundTruth: packed, results: [packedResults] }, 'unidet_AP50_expand');
    await check({ ...raw, imageSizes: packed, results: [packedResults] }, 'unidet_AP50');
  });

  it('tells ids beyond 2^53 apart and orders numbers as numbers', async () => {
    // Two images, one class; equal scores, so the smaller id comes first: a hit on …993 (found), then a miss on …994: AP = 1/2.
    const [a, b] = ['9007199254740993', '9007199254740994'];
    const box = (image: string) => `{"image_id":${image},"category_id":1,"bbox":[0,0,9,9]}`;
    const groundTruth = write(
      'large.json',
      `{"annotations":[${box(a)},${box(b)}],"images":[{"id":${a},"width":9,"height":9},{"id":${b},"width":9,"height":9}],` +
        '"categories":[{"id":1,"name":"été \\u2603"}]}',
    );
    const found = write('large-results.json', `[{"score":0.5,"image_id":${a},"category_id":1,"bbox":[0,0,9,9]}]`);
    const [{ summary, categories }] = await evaluateOpenImages({ groundTruth, results: [found] });
    expect(summary['AP50']).toBe(0.5);
    expect(categories[0].name).toBe('été ☃');
  });

  it('counts what other classes and other images have, and says when no image fits', async () => {
    const classes = write('few.csv', readFileSync(golden('classes.csv'), 'utf8').split('\n').slice(0, 5).join('\n'));
    const other = write('other.json', '[{"image_id":"nowhere","category_id":1,"bbox":[0,0,1,1],"score":1}]');
    const [{ settings }] = await evaluateOpenImages({ ...raw, classes, results: [...results, other] });
    expect(settings).toMatchObject({ detectionsOnOtherImages: 1, expandedGroundTruth: true });
    expect(Number(settings['boxesOfOtherClasses'])).toBeGreaterThan(0);
    await expect(evaluateOpenImages({ ...raw, results: [other] })).rejects.toThrow('none of the detections is on an image of it');
    await expect(evaluateOpenImages({ ...json, results: [other] })).rejects.toThrow('image nowhere is not in the ground truth');
  });

  it.each<[string, Partial<Record<keyof EvaluateOpenImagesOptions, unknown>>, RegExp]>([
    ['boxes without classes', { classes: undefined }, /boxes as csv; the file of class descriptions is needed/],
    ['JSON and csv files at once', { groundTruth: golden('gt_expanded.json') }, /is JSON and holds classes, labels and sizes itself/],
    ['results in pixels, boxes in fractions', { imageSizes: undefined }, /the box is in pixels, but the ground truth is in fractions/],
    ['a file that is not there', { groundTruth: 'gone.csv' }, /gone\.csv.*cannot be opened/],
    ['a hierarchy that is not there', { hierarchy: 'gone.json' }, /gone\.json.*cannot be opened/],
    ['results in another form', { results: [golden('boxes.csv')] }, /boxes\.csv, row 1: the columns Score are missing; found ImageID/],
  ])('refuses %s', async (_, change, message) => {
    await expect(evaluateOpenImages({ ...raw, results, ...change } as EvaluateOpenImagesOptions)).rejects.toThrow(message);
  });

  it.each([
    ['a row that is cut off', 'a,/m/0100,0,1,0', /row 2: it has only 5 fields/],
    ['a coordinate that is no number', '0c152f510df3b85c,/m/0100,zero,1,0,1,0', /row 2: "zero" in the column XMin is not a number/],
    ['an image without a size', 'a,/m/0100,0,1,0,1,0', /row 2: the size of image a is not in/],
    ['a quote that is not closed', '"a,/m/0100,0,1,0,1,0', /cannot be read as csv/],
  ])('names the row of %s', async (_, row, message) => {
    const groundTruth = write('bad.csv', `ImageID,LabelName,XMin,XMax,YMin,YMax,IsGroupOf\n${row}`);
    await expect(evaluateOpenImages({ ...raw, groundTruth, results })).rejects.toThrow(message);
  });

  it('says that a packed csv file is cut off', async () => {
    const groundTruth = write('cut.csv.gz', gzipSync(readFileSync(golden('boxes.csv'))).subarray(0, 1000));
    await expect(evaluateOpenImages({ ...raw, groundTruth, results })).rejects.toThrow(
      /cut\.csv\.gz: it cannot be read: unexpected end of file/,
    );
  });

  it.each([
    [
      'a box without its class',
      '{"images":[{"id":1}],"categories":[],"annotations":[{"image_id":1,"bbox":[0,0,1,1]}]}',
      /lacks "image_id"/,
    ],
    [
      'an unlisted image',
      '{"images":[],"categories":[{"id":1,"name":"a"}],"annotations":[{"image_id":7,"category_id":1,"bbox":[0,0,1,1]}]}',
      /image 7: an annotation names it/,
    ],
    ['no classes', '{"images":[],"categories":[],"annotations":[]}', /has no classes/],
    ['a file that is cut off', '{"images":[{"id":1}', /Is it cut off/],
  ])('refuses JSON with %s', async (_, text, message) => {
    await expect(evaluateOpenImages({ groundTruth: write('bad.json', text), results })).rejects.toThrow(message);
  });
});
