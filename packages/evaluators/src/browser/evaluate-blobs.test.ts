import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { evaluateFiles } from '../node/index.js';
import type { EvaluationProgress } from './evaluate-blobs.js';
import { evaluateBlobs } from './evaluate-blobs.js';

const goldens = path.join(import.meta.dirname, '../../../testing/goldens/evaluation');
const [truthFile, boxFile, maskFile] = ['edge_gt.json', 'edge_detections_bbox.json', 'edge_detections_segm.json'].map((name) =>
  path.join(goldens, name),
);
const bytes = (file: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(file));
const named = (content: BlobPart, name: string): File => new File([content], name);
const truth = named(bytes(truthFile), 'truth.json');
const boxes = named(bytes(boxFile), 'boxes.json');
const masks = named(bytes(maskFile), 'masks.json');
const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (cause: unknown) => (cause as Error).message,
  );

describe('evaluateBlobs', () => {
  it.each([
    ['lvis', 'bbox', boxes, boxFile],
    ['lvis', 'segm', masks, maskFile],
    ['coco', 'bbox', boxes, boxFile],
    ['lvis-challenge-2021', undefined, masks, maskFile],
    ['lvis-pooled', 'segm', masks, maskFile],
  ] as const)('gives what evaluateFiles gives: %s, %s', async (protocol, iou, results, file) => {
    const options = { protocol, ...(iou === undefined ? {} : { iou: [iou] }) };
    const found = await evaluateBlobs({ groundTruth: truth, results: [results], ...options });
    expect(found).toEqual(await evaluateFiles({ groundTruth: truthFile, results: [file], ...options }));
    expect(found[0].categories.length).toBeGreaterThan(0);
  });

  it('reads results once more where a limit binds that concerns detections that are not judged', async () => {
    const pieces = async (maxDetections: number): Promise<number> => {
      let count = 0;
      const onProgress = ({ stage }: EvaluationProgress): void => {
        if (stage === 'results') count++;
      };
      const found = await evaluateBlobs({ groundTruth: truth, results: [boxes], maxDetections }, { onProgress });
      expect(found).toEqual(await evaluateFiles({ groundTruth: truthFile, results: [boxFile], maxDetections }));
      return count;
    };
    expect(await pieces(50)).toBe(2 * (await pieces(1000)));
  });

  it('unpacks gzip and joins result files', async () => {
    const records = JSON.parse(readFileSync(boxFile, 'utf8')) as unknown[];
    const halves = [records.slice(0, 100), records.slice(100)].map((half, i) => named(gzipSync(JSON.stringify(half)), `${i}.json.gz`));
    const packed = named(gzipSync(bytes(truthFile)), 'truth.json.gz');
    expect(await evaluateBlobs({ groundTruth: packed, results: halves })).toEqual(
      await evaluateBlobs({ groundTruth: truth, results: [boxes] }),
    );
  });

  it('tells how many bytes of all files have been read', async () => {
    const told: EvaluationProgress[] = [];
    await evaluateBlobs({ groundTruth: truth, results: [boxes] }, { onProgress: (progress) => told.push(progress) });
    const totalBytes = truth.size + boxes.size;
    expect(new Set(told.map(({ stage }) => stage))).toEqual(new Set(['ground-truth', 'results', 'evaluating']));
    expect(told.at(-1)).toEqual({ stage: 'evaluating', bytes: totalBytes, totalBytes });
    const counts = told.map((progress) => progress.bytes);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const evaluation = evaluateBlobs(
      { groundTruth: truth, results: [boxes] },
      {
        signal: abort.signal,
        onProgress: () => {
          abort.abort();
        },
      },
    );
    expect(await messageOf(evaluation)).toBe('The evaluation was cancelled.');
  });

  it('names the file and the byte where it is wrong', async () => {
    const cut = named(bytes(boxFile).slice(0, 1000), 'boxes.json');
    expect(await messageOf(evaluateBlobs({ groundTruth: truth, results: [cut] }))).toMatchInlineSnapshot(
      `"boxes.json, byte 1000: the file ends here, in the middle of its content. Is it cut off?"`,
    );
    const packed = named(gzipSync(bytes(boxFile)).subarray(0, 2000), 'boxes.json.gz');
    expect(await messageOf(evaluateBlobs({ groundTruth: truth, results: [packed] }))).toMatch(/^boxes\.json\.gz: it cannot be unpacked: /);
    expect(await messageOf(evaluateBlobs({ groundTruth: boxes, results: [boxes] }))).toMatchInlineSnapshot(
      `"boxes.json, byte 0: expected "{" of an annotation file, found "["."`,
    );
    expect(await messageOf(evaluateBlobs({ groundTruth: new Blob([]), results: [boxes] }))).toMatch(/^ground truth, byte 0: /);
    expect(await messageOf(evaluateBlobs({ groundTruth: truth, results: [] }))).toBe('There is no result file to evaluate.');
  });
});
