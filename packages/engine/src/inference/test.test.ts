import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Detections, Evaluator, HostBatch, TestSource } from '@ecm/core';
import { tf, useBackend } from '@ecm/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ToySource } from '../testing/toy-source.js';
import { ResultFile } from './result-file.js';
import type { Testing, TestProgress } from './test.js';
import { test } from './test.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-test-'));
const file = (name: string) => path.join(folder, name);

/** Two batches of two images, ids 0 and 1 in each, and images that could not be read. */
function source(failures: TestSource['failures'] = []): TestSource {
  const batches = new ToySource({ seed: 0, batchesPerEpoch: 2 });
  return {
    size: 4 + failures.length,
    failures,
    async *[Symbol.asyncIterator](): AsyncGenerator<HostBatch> {
      yield await batches.next();
      yield await batches.next();
    },
    close: () => Promise.resolve(),
  };
}

const detections: Detections = {
  boxes: Float32Array.of(0.5, 1, 3.25, 2, 0, 0, 1, 1),
  scores: Float32Array.of(0.9, 0.25),
  labels: Int32Array.of(1, 0),
  // Pixels of the left column, and of nothing: 2 x 3 pixels, column by column.
  masks: [
    { height: 2, width: 3, counts: Uint32Array.of(0, 2, 4) },
    { height: 2, width: 3, counts: Uint32Array.of(6) },
  ],
};

class Counting implements Evaluator {
  readonly name = 'counting';
  readonly ids: number[] = [];
  add(imageId: number): void {
    this.ids.push(imageId);
  }
  finish() {
    return [{ protocol: 'counting', iou: 'bbox' as const, summary: { images: this.ids.length }, categories: [], settings: {} }];
  }
}

const detector: Testing['detector'] = {
  detect: (images, infos) => {
    // Work that a tidy must clean up.
    images.add(1);
    return infos.map(() => detections);
  },
};

beforeAll(async () => {
  await useBackend('cpu');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('test', () => {
  it('hands every image to evaluators and writers', async () => {
    const evaluator = new Counting();
    const progress: TestProgress[] = [];
    const categoryIds = [7, 90];
    const writers = [
      new ResultFile({ path: file('bbox.json'), categoryIds, kind: 'bbox' }),
      new ResultFile({ path: file('segm.json'), categoryIds, kind: 'segm' }),
    ];
    const tensors = tf.memory().numTensors;
    const outcome = await test({ detector, source: source(), evaluators: [evaluator], writers, onProgress: (now) => progress.push(now) });
    expect(tf.memory().numTensors).toBe(tensors);
    expect(outcome).toMatchObject({ end: 'finished', images: 4, detections: 8, results: [{ summary: { images: 4 } }] });
    expect(evaluator.ids).toEqual([0, 1, 0, 1]);
    expect(progress.map(({ done, total }) => [done, total])).toEqual([
      [2, 4],
      [4, 4],
    ]);
    const boxes = JSON.parse(readFileSync(file('bbox.json'), 'utf8')) as unknown[];
    expect(boxes).toHaveLength(8);
    // Scores are float32 numbers written as doubles.
    expect(boxes[0]).toEqual({ image_id: 0, category_id: 90, bbox: [0.5, 1, 2.75, 1], score: Math.fround(0.9) });
    const masks = JSON.parse(readFileSync(file('segm.json'), 'utf8')) as unknown[];
    // Run lengths 0, 2, 4 as characters: 48 + count.
    expect(masks[2]).toEqual({ image_id: 1, category_id: 90, segmentation: { size: [2, 3], counts: '024' }, score: Math.fround(0.9) });
  });

  it('writes an empty list if nothing is found', async () => {
    const writer = new ResultFile({ path: file('empty.json'), categoryIds: [], kind: 'bbox' });
    const none = { boxes: new Float32Array(0), scores: new Float32Array(0), labels: new Int32Array(0) };
    await test({ detector: { detect: (_, infos) => infos.map(() => none) }, source: source(), evaluators: [], writers: [writer] });
    expect(JSON.parse(readFileSync(file('empty.json'), 'utf8'))).toEqual([]);
  });

  it('finishes without the images that could not be read', async () => {
    const evaluator = new Counting();
    const failures = [{ fileName: 'gone.png', reason: 'gone.png: cannot be decoded' }];
    const outcome = await test({ detector, source: source(failures), evaluators: [evaluator] });
    expect(outcome).toMatchObject({ end: 'finished', images: 4, results: [{ summary: { images: 4 } }] });
  });

  it('leaves no file behind if it is interrupted or fails', async () => {
    const interrupt = new AbortController();
    interrupt.abort();
    const writer = () => new ResultFile({ path: file('none.json'), categoryIds: [7], kind: 'bbox' });
    const outcome = await test({ detector, source: source(), evaluators: [], signal: interrupt.signal, writers: [] });
    expect(outcome).toMatchObject({ end: 'interrupted', images: 2, results: [] });
    await expect(test({ detector, source: source(), evaluators: [], writers: [writer()] })).rejects.toThrow(
      'Label 1 is not one of the 1 categories.',
    );
    expect([existsSync(file('none.json')), existsSync(file('none.json.tmp'))]).toEqual([false, false]);
  });

  it('says that masks are missing', () => {
    const writer = new ResultFile({ path: file('masks.json'), categoryIds: [7, 8], kind: 'segm' });
    const { boxes, scores, labels } = detections;
    expect(() => {
      writer.add(1, { boxes, scores, labels });
    }).toThrow('the detections have no masks');
    writer.discard();
  });
});
