import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { expect, it, vi } from 'vitest';

import { evaluateFiles } from './evaluate-files.js';

const goldens = path.join(import.meta.dirname, '../../../testing/goldens/evaluation');
const groundTruth = path.join(goldens, 'edge_gt.json');
const boxes = path.join(goldens, 'edge_detections_bbox.json');
const masks = path.join(goldens, 'edge_detections_segm.json');
const folder = mkdtempSync(path.join(tmpdir(), 'ecm-evaluators-'));

interface Golden {
  readonly metrics: Record<string, number>;
}

function expected(name: string): Record<string, number> {
  return (JSON.parse(readFileSync(path.join(goldens, `expected_edge_${name}.json`), 'utf8')) as Golden).metrics;
}

function expectEqual(found: Readonly<Record<string, number>>, wanted: Record<string, number>): void {
  for (const [key, value] of Object.entries(wanted)) expect(found[key], key).toBeCloseTo(value, 9);
}

it('evaluates boxes and masks of result files', async () => {
  const [bbox] = await evaluateFiles({ groundTruth, results: [boxes] });
  expectEqual(bbox.summary, expected('lvis_bbox'));
  const [segm] = await evaluateFiles({ groundTruth, results: [masks], iou: ['segm'] });
  expectEqual(segm.summary, expected('lvis_segm'));
  const [boundary] = await evaluateFiles({ groundTruth, results: [masks], protocol: 'lvis-challenge-2021' });
  expectEqual(boundary.summary, expected('challenge2021_boundary_fixed'));
});

interface WideFile {
  readonly images: { id: number | string }[];
  readonly annotations: { id: number | string; image_id: number | string }[];
}

it.each([
  ['all ids', () => true],
  ['the larger half of the ids', (id: number) => id > 2544],
])('takes ids of 64 bits, to the last digit: %s', async (name, isWide) => {
  // In ascending order as before: 2^63 − 10,000,000 + id, beyond every id that stays as it is.
  const wide = (id: number): number | string => (isWide(id) ? `#${2n ** 63n - 10_000_000n + BigInt(id)}` : id);
  const write = (value: unknown, file: string): string => {
    writeFileSync(file, JSON.stringify(value).replaceAll(/"#(\d+)"/gu, '$1'));
    return file;
  };
  const truth = JSON.parse(readFileSync(groundTruth, 'utf8')) as WideFile;
  const records = JSON.parse(readFileSync(boxes, 'utf8')) as { image_id: number | string }[];
  for (const image of truth.images) image.id = wide(Number(image.id));
  for (const annotation of truth.annotations) {
    annotation.id = wide(Number(annotation.id));
    annotation.image_id = wide(Number(annotation.image_id));
  }
  for (const record of records) record.image_id = wide(Number(record.image_id));
  const options = {
    groundTruth: write(truth, path.join(folder, `wide-${name}.json`)),
    results: [write(records, path.join(folder, `wide-${name}-results.json`))],
  };
  const [result] = await evaluateFiles(options);
  expectEqual(result.summary, expected('lvis_bbox'));
  const [shared] = await evaluateFiles({ ...options, threads: 2 });
  expect(shared).toEqual(result);
  const [limited] = await evaluateFiles({ ...options, maxDetections: 50 });
  expectEqual(limited.summary, expected('lvis_bbox_maxdets50'));
});

it('reads a file once more where a limit binds that it has left detections out for', async () => {
  const [result] = await evaluateFiles({ groundTruth, results: [boxes], maxDetections: 50 });
  expectEqual(result.summary, expected('lvis_bbox_maxdets50'));
});

it('joins several files, plain and gzip', async () => {
  const records = JSON.parse(readFileSync(boxes, 'utf8')) as unknown[];
  const first = path.join(folder, 'first.json');
  const second = path.join(folder, 'second.json.gz');
  writeFileSync(first, JSON.stringify(records.slice(0, 500)));
  writeFileSync(second, gzipSync(JSON.stringify(records.slice(500), undefined, 1)));
  const zipped = path.join(folder, 'truth.json.gz');
  writeFileSync(zipped, gzipSync(readFileSync(groundTruth)));
  const [result] = await evaluateFiles({ groundTruth: zipped, results: [first, second] });
  expectEqual(result.summary, expected('lvis_bbox'));
  const [limited] = await evaluateFiles({ groundTruth: zipped, results: [first, second], maxDetections: 50 });
  expectEqual(limited.summary, expected('lvis_bbox_maxdets50'));
});

it('tells of a file that is not there, is cut off, or of a protocol that does not exist', async () => {
  const cut = path.join(folder, 'cut.json.gz');
  writeFileSync(cut, gzipSync(readFileSync(boxes)).subarray(0, 5000));
  await expect(evaluateFiles({ groundTruth, results: [cut] })).rejects.toThrow('cannot be unpacked');
  await expect(evaluateFiles({ groundTruth, results: [path.join(folder, 'no.json')] })).rejects.toThrow('cannot be opened');
  await expect(evaluateFiles({ groundTruth, results: [], protocol: 'voc' })).rejects.toThrow('known are boundary-coco');
});

const built = existsSync(path.join(import.meta.dirname, '../../dist/node/evaluation-worker.js'));

it.skipIf(!built)('gives the same figures with any number of threads (workers run the build: npx tsc -b)', async () => {
  const warning = vi.spyOn(process, 'emitWarning');
  for (const options of [
    { results: [boxes] },
    { results: [boxes, boxes], maxDetections: 50 },
    { results: [masks], iou: ['segm', 'boundary'] as const },
    { results: [boxes], protocol: 'lvis-fixed', detectionsPerCategory: 12 },
    { results: [boxes], protocol: 'coco' },
  ]) {
    const single = await evaluateFiles({ groundTruth, ...options });
    for (const threads of [2, 3]) expect(await evaluateFiles({ groundTruth, ...options, threads })).toEqual(single);
  }
  // A thread that ends early is told of, and another does its work.
  expect(warning).not.toHaveBeenCalled();
});

it.skipIf(!built)('tells of damage in a part that another thread reads', async () => {
  const damaged = path.join(folder, 'damaged.json');
  const text = readFileSync(boxes, 'utf8');
  writeFileSync(damaged, text.slice(0, Math.floor(text.length * 0.9)));
  const message = evaluateFiles({ groundTruth, results: [damaged], threads: 2 });
  await expect(message).rejects.toThrow(`byte ${Math.floor(text.length * 0.9)}: the file ends here`);
});

it.skipIf(!built)('reads with one thread what looks like a record in the middle of one, and warns of nothing', async () => {
  const warning = vi.spyOn(process, 'emitWarning');
  const nested = path.join(folder, 'nested.json');
  const results = JSON.parse(readFileSync(boxes, 'utf8')) as object[];
  // Beginnings of objects that are no records, wherever a part may begin.
  writeFileSync(nested, JSON.stringify(results.map((record) => ({ more: Array.from({ length: 20 }, () => ({ more: 1 })), ...record }))));
  const single = await evaluateFiles({ groundTruth, results: [boxes] });
  for (const threads of [2, 3]) expect(await evaluateFiles({ groundTruth, results: [nested], threads })).toEqual(single);
  expect(warning).not.toHaveBeenCalled();
});

it('tells the errors of masks too, also where classes are confused', async () => {
  const [result] = await evaluateFiles({ groundTruth, results: [masks], iou: ['segm'], errors: { images: 2 } });
  expectEqual(result.summary, expected('lvis_segm'));
  const { lines, worstImages, figures } = result.errors!;
  expect(figures['AP50']).toBeCloseTo(result.summary['AP50'], 12);
  // Masks of classes that an image does not show are kept, or no mask could be mistaken for another class.
  expect(lines.find(({ kind }) => kind === 'classification')!.count).toBeGreaterThan(0);
  expect(worstImages).toHaveLength(2);
});

it('says why a file cannot be read: a folder, a packed file that is cut off or damaged', async () => {
  await expect(evaluateFiles({ groundTruth, results: [folder] })).rejects.toThrow(/it cannot be read: EISDIR/u);
  await expect(evaluateFiles({ groundTruth: folder, results: [boxes], threads: 2 })).rejects.toThrow(/it cannot be read: EISDIR/u);
  const packed = gzipSync(readFileSync(boxes));
  const file = path.join(folder, 'damaged.json.gz');
  writeFileSync(file, packed.subarray(0, packed.length - 20));
  await expect(evaluateFiles({ groundTruth, results: [file] })).rejects.toThrow(
    /json\.gz, byte \d+: it cannot be unpacked: unexpected end of file/u,
  );
  packed[packed.length - 6] ^= 1;
  writeFileSync(file, packed);
  await expect(evaluateFiles({ groundTruth: file, results: [boxes] })).rejects.toThrow(/(expected "\{"|it cannot be unpacked)/u);
  writeFileSync(file, '');
  await expect(evaluateFiles({ groundTruth, results: [file] })).rejects.toThrow('byte 0: the file is empty.');
});
