import { rm } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { lvisFileName } from '../annotations/file-names.js';
import { dataReportOf } from '../annotations/columnar-dataset.js';
import type { TrainingSourceOptions } from '../loader/training-source.js';
import { TrainingSource } from '../loader/training-source.js';
import { openAnnotationFile } from '../node/open-annotation-file.js';
import { ShuffleSampler } from '../shuffle/shuffle-sampler.js';
import { brokenData, brokenFolder } from './broken-data.test-support.js';
import { verifyFile } from './verify-file.js';

const pipeline = {
  scales: [48],
  maxLongSide: 64,
  flip: 0,
  brightness: 0,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  channelOrder: 'rgb',
  padDivisor: 16,
} satisfies TrainingSourceOptions['pipeline'];
const loader = { workers: 0, prefetch: 1, cacheMegabytes: 0, maxFailures: 2, maxPixels: 1_000_000 };

/** What `verifyFile` counts; or the end of the error's message. */
async function verify(folder: string, file: string): Promise<string> {
  try {
    const { problems } = await verifyFile(file, { imageRoot: folder, maxPixels: loader.maxPixels });
    return problems.map(({ kind, count }) => `${count} ${kind}`).join(', ');
  } catch (error) {
    return withoutFolder(error, folder);
  }
}

/** What an epoch of training reads: objects, images that failed, records that were skipped; or the error. */
async function train(folder: string, file: string): Promise<string> {
  try {
    const options = { name: '', annotations: file, images: folder, segmentations: true, onlyAnnotated: true, minSide: 0 };
    const dataset = await openAnnotationFile(options, { root: '/', fileNameOf: lvisFileName, deriveFrequency: true });
    const sampler = new ShuffleSampler(dataset.size, 1);
    const source = new TrainingSource({ dataset, sampler, seed: 1, batchSize: 2, pipeline, masks: true, loader });
    let objects = 0;
    for (let batch = 0; batch < source.batchesPerEpoch; batch++) {
      for (const { labels } of (await source.next()).truths) objects += labels.length;
    }
    const { failures } = source.report();
    await source.close();
    const skipped = (dataReportOf(dataset)?.problems ?? []).map(({ kind, count }) => `${count} ${kind}`);
    return [`${objects} objects`, ...skipped, ...failures.map(({ reason }) => withoutFolder(reason, folder))].join(', ');
  } catch (error) {
    return withoutFolder(error, folder);
  }
}

const withoutFolder = (error: unknown, folder: string) => String(error).replaceAll(`${folder}${path.sep}`, '');

const outcomes: Readonly<Record<string, readonly [verified: string, trained: string | RegExp]>> = {
  'a good data set': ['', '8 objects'],
  // A failed image is replaced by another one, so the number of objects stays.
  'missing image file': [
    '1 missing-image-file',
    '8 objects, 1.jpg: cannot be decoded: the file is missing; check the image folder in the config.',
  ],
  'truncated JSON': [
    'DataError: train.json, byte 1103: the file ends early inside "annotations": it was cut off. Copy or download it again.',
    'DataError: train.json, byte 1103: the file ends early inside "annotations": it was cut off. Copy or download it again.',
  ],
  'unknown category': ['1 unknown-category', '7 objects, 1 unknown-category'],
  'empty polygons': ['1 bad-segmentation', '7 objects, 1 bad-segmentation'],
  'zero-area boxes': ['1 zero-area-box', '7 objects, 1 zero-area-box'],
  'duplicate ids': [
    '1 double-annotation-id',
    'DataError: train.json, annotation 2: the id occurs twice. Ids must be unique: `ecm data verify` lists all of them, `ecm data merge` renumbers.',
  ],
  'huge image': [
    '1 damaged-image-file',
    '8 objects, 1.jpg: cannot be decoded: it has more than 1000000 pixels; raise maxPixels if it is genuine.',
  ],
  'corrupt JPEG': [
    '1 damaged-image-file',
    // The rest are libvips' words.
    /^8 objects, 1\.jpg: cannot be decoded: .*; the file is damaged or not a picture\.$/,
  ],
  'no annotations': [
    '1 no-annotations, 4 image-without-objects, 2 category-without-objects',
    'DataError: train.json, annotations: no image is left: of 4 images none has an annotation and a shorter side of at least 0 pixels. Check that this is a training file, or set "onlyAnnotated" to false.',
  ],
  'wrong encoding': [
    '1 unreadable-record, 1 category-ids-with-gaps, 4 unknown-category',
    'DataError: train.json, categories at byte 1326: the text is not UTF-8. Convert the file first (iconv -f LATIN1 -t UTF-8).',
  ],
};

describe('a broken data set ends in a clear error or a counted skip', () => {
  it('for all of them', () => {
    expect(Object.keys(outcomes)).toEqual(['a good data set', ...Object.keys(brokenData)]);
  });

  it.each(Object.entries(outcomes))('%s', async (name, [verified, trained]) => {
    const { folder, annotations } = await brokenFolder(name);
    expect(await verify(folder, annotations)).toBe(verified);
    if (typeof trained === 'string') expect(await train(folder, annotations)).toBe(trained);
    else expect(await train(folder, annotations)).toMatch(trained);
    await rm(folder, { recursive: true });
  });
});
