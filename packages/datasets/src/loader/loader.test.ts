import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Annotation, Dataset, HostBatch } from '@ecm/core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { memoryDataset } from '../annotations/memory-dataset.js';
import { ShuffleSampler } from '../shuffle/shuffle-sampler.js';
import type { LoaderOptions } from './loader.schema.js';
import { TestingSource } from './testing-source.js';
import type { TrainingSourceOptions } from './training-source.js';
import { TrainingSource } from './training-source.js';

const IMAGES = 7;
const built = existsSync(fileURLToPath(new URL('../../dist/loader/worker.js', import.meta.url)));
const loader: LoaderOptions = { workers: 0, prefetch: 2, cacheMegabytes: 0, maxFailures: 2, maxPixels: 10_000 };
const pipeline = {
  scales: [24, 32],
  maxLongSide: 64,
  flip: 0.5,
  brightness: 0.2,
  mean: [120, 110, 100],
  std: [60, 61, 62],
  channelOrder: 'rgb',
  padDivisor: 16,
} satisfies TrainingSourceOptions['pipeline'];

let root: string;
let dataset: Dataset;

const annotation = (id: number, change: Partial<Annotation> = {}): Annotation => ({
  id,
  categoryId: 1,
  box: [2, 3, 20, 10],
  area: 200,
  segmentation: { polygons: [Float64Array.of(2, 3, 22, 3, 22, 13, 2, 13)] },
  crowd: false,
  ignore: false,
  ...change,
});

/** Seven noise pictures of 40 x 30 pixels; the last one is missing or damaged where a test says so. */
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'ecm-loader-'));
  const images = await Promise.all(
    Array.from({ length: IMAGES }, async (_, id) => {
      const noise = Uint8Array.from({ length: 40 * 30 * 3 }, (_value, i) => (Math.imul(i + 1, 2_654_435_761 + id) >>> 24) & 255);
      const fileName = `${id}.png`;
      await sharp(noise, { raw: { width: 40, height: 30, channels: 3 } }).toFile(path.join(root, fileName));
      return {
        image: { id: id + 100, fileName, width: 40, height: 30, negativeCategoryIds: [], notExhaustiveCategoryIds: [] },
        annotations: [annotation(id), annotation(id + 50, { ignore: true })],
      };
    }),
  );
  dataset = memoryDataset({ name: 'noise', imageRoot: root, categories: [{ id: 1, name: 'one' }], images });
});
afterAll(() => rm(root, { recursive: true }));

const open = (change: Partial<TrainingSourceOptions> = {}, options: Partial<LoaderOptions> = {}) =>
  new TrainingSource({
    dataset,
    sampler: new ShuffleSampler(dataset.size, 5),
    seed: 5,
    batchSize: 2,
    pipeline,
    masks: true,
    loader: { ...loader, ...options },
    ...change,
  });

async function take(source: TrainingSource, count: number): Promise<HostBatch[]> {
  const batches: HostBatch[] = [];
  for (let i = 0; i < count; i++) batches.push(await source.next());
  return batches;
}

async function collect(source: TrainingSource, count: number): Promise<HostBatch[]> {
  try {
    return await take(source, count);
  } finally {
    await source.close();
  }
}

/** The data set with one file replaced. */
function withFile(index: number, fileName: string): Dataset {
  return { ...dataset, image: (i) => ({ ...dataset.image(i), ...(i === index && { fileName }) }) };
}

describe('TrainingSource', () => {
  it('hands out normalised, padded pictures with boxes, labels and masks', async () => {
    const [{ pixels, height, width, infos, truths }] = await collect(open(), 1);
    // 40 x 30 becomes 32 x 24 or 43 x 32, padded to multiples of 16.
    expect([24, 32]).toContain(infos[0].height);
    expect([height % 16, width % 16, pixels.length]).toEqual([0, 0, 2 * height * width * 3]);
    expect(infos.every((info) => info.paddedHeight <= height && info.paddedWidth <= width)).toBe(true);
    const [{ boxes, labels, masks }] = truths;
    expect([boxes.length, [...labels], masks?.length]).toEqual([4, [0], 1]);
    expect([masks?.[0].height, masks?.[0].width]).toEqual([infos[0].height, infos[0].width]);
    expect(pixels.subarray(width * 3 * infos[0].height, width * 3 * height).every((value) => value === 0)).toBe(true);
  });

  it('visits each image once an epoch and tops the last batch up from the front', async () => {
    const source = open();
    expect([source.batchesPerEpoch, source.position]).toEqual([4, { epoch: 0, batch: 0 }]);
    const ids = (await take(source, 4)).flatMap(({ infos }) => infos.map(({ id }) => id));
    expect(source.position).toEqual({ epoch: 1, batch: 0 });
    expect(new Set(ids).size).toBe(IMAGES);
    expect(ids[7]).toBe(ids[0]);
    const { batches, images, waitedMs, failures } = source.report();
    expect([batches, images, waitedMs >= 0, failures]).toEqual([4, 8, true, []]);
    // One object of each visit is marked `ignore`; up to two more batches are made ahead.
    expect(source.report().leftOut['ignore']).toBeGreaterThanOrEqual(8);
    await source.close();
  });

  it('goes on with the same bits from a saved position, across the end of an epoch', async () => {
    const whole = await collect(open(), 7);
    const resumed = open();
    resumed.seek({ epoch: 0, batch: 3 });
    expect(resumed.position).toEqual({ epoch: 0, batch: 3 });
    expect(await collect(resumed, 4)).toEqual(whole.slice(3));
    const atEnd = open();
    atEnd.seek({ epoch: 0, batch: 4 });
    expect(await collect(atEnd, 1)).toEqual([whole[4]]);
  });

  it.each([0, ...(built ? [1] : [])])('gives the same stream in memory of batches before, %i threads (after a build)', async (workers) => {
    const change = { batchSize: 1, pipeline: { ...pipeline, scales: [16, 48] } };
    const plain = await collect(open(change), 12);
    const source = open(change, { workers });
    const sizes: number[] = [];
    for (const batch of plain) {
      const again = await source.next();
      expect(again).toEqual(batch);
      sizes.push(again.pixels.buffer.byteLength - again.pixels.byteLength);
      again.pixels.fill(NaN);
      source.recycle(again);
    }
    await source.close();
    // Small pictures lie in the memory of larger ones.
    expect(sizes.some((rest) => rest > 0)).toBe(true);
  });

  it('gives the same stream with decoded pictures kept in memory, also when they fit only in part', async () => {
    const plain = await collect(open(), 9);
    // Each picture takes 3,600 bytes.
    expect(await collect(open({}, { cacheMegabytes: 1 }), 9)).toEqual(plain);
    expect(await collect(open({}, { cacheMegabytes: 8000 / 2 ** 20 }), 9)).toEqual(plain);
  });

  it.skipIf(!built)('gives the same stream for any number of threads (skipped before the first build)', async () => {
    const plain = await collect(open(), 9);
    expect(await collect(open({}, { workers: 1 }), 9)).toEqual(plain);
    expect(await collect(open({}, { workers: 2, cacheMegabytes: 1, prefetch: 3 }), 9)).toEqual(plain);
  });

  it('shares the stream of one process among several', async () => {
    const whole = await collect(open({ batchSize: 4 }), 2);
    const parts = await Promise.all([0, 1].map((rank) => collect(open({ batchSize: 2, rank, ranks: 2 }), 2)));
    const idsOf = (batch: HostBatch) => batch.infos.map(({ id, flipped, height }) => [id, flipped, height]);
    for (const step of [0, 1]) expect(parts.flatMap((part) => idsOf(part[step]))).toEqual(idsOf(whole[step]));
  });

  it('replaces an image that cannot be used by another one, the same for each run, and reports it', async () => {
    const broken = withFile(3, 'gone.png');
    const source = open({ dataset: broken });
    const batches = await take(source, 4);
    expect(batches.flatMap(({ infos }) => infos.map(({ id }) => id))).not.toContain(103);
    expect(source.report().failures).toEqual([{ fileName: 'gone.png', reason: expect.stringContaining('gone.png: cannot be decoded') }]);
    await source.close();
    expect(await collect(open({ dataset: broken }), 4)).toEqual(batches);
  });

  it('stops when too many images fail, with examples and a remedy', async () => {
    const gone: Dataset = { ...dataset, image: (i) => ({ ...dataset.image(i), fileName: `gone-${i}.png` }) };
    const source = open({ dataset: gone });
    await expect(source.next()).rejects.toThrow(
      /^noise: \d+ images could not be used, more than maxFailures = 2 allows:(\n.*gone-\d+\.png: cannot be decoded: the file is missing.*){3}\nRun `ecm data verify`/,
    );
    await source.close();
  });

  it('refuses masks of a data set without any', () => {
    const boxes: Dataset = { ...dataset, annotations: () => [annotation(1)].map(({ segmentation: _, ...rest }) => rest) };
    expect(() => open({ dataset: boxes })).toThrow(/no object has a mask, but the model learns masks/);
    expect(() => open({ dataset: boxes, masks: false })).not.toThrow();
  });

  it('leaves out and counts objects without a mask where masks are learnt', async () => {
    const mixed: Dataset = {
      ...dataset,
      annotations: () => [annotation(1), ...[annotation(2)].map(({ segmentation: _, ...rest }) => rest)],
    };
    const source = open({ dataset: mixed });
    expect((await source.next()).truths[0].labels).toHaveLength(1);
    expect(source.report().leftOut['no-mask']).toBeGreaterThanOrEqual(2);
    await source.close();
  });

  it('refuses positions that it does not have', () => {
    expect(() => {
      open().seek({ epoch: 0, batch: 9 });
    }).toThrow(/has batches 0 … 3 in each epoch, but no batch 9 of epoch 0: was the checkpoint made with another data set/);
  });

  it.skipIf(!built)('leaves nothing open: a process that closes its source ends (skipped before the first build)', async () => {
    const entry = new URL('../../dist/node/index.js', import.meta.url).href;
    const main = new URL('../../dist/index.js', import.meta.url).href;
    const script = `
      import { memoryDataset, ShuffleSampler } from ${JSON.stringify(main)};
      import { TrainingSource } from ${JSON.stringify(entry)};
      const image = { id: 1, fileName: '0.png', width: 40, height: 30, negativeCategoryIds: [], notExhaustiveCategoryIds: [] };
      const dataset = memoryDataset({ name: 'n', imageRoot: ${JSON.stringify(root)}, categories: [], images: [{ image, annotations: [] }] });
      const source = new TrainingSource({ dataset, sampler: new ShuffleSampler(1, 1), seed: 1, batchSize: 1, masks: false,
        pipeline: ${JSON.stringify(pipeline)}, loader: ${JSON.stringify({ ...loader, workers: 2 })} });
      const { infos } = await source.next();
      await source.close();
      console.log(infos[0].id);
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { timeout: 30_000 });
    expect(stdout.trim()).toBe('1');
  });
});

describe('TestingSource', () => {
  const test = (change: Partial<ConstructorParameters<typeof TestingSource>[0]> = {}) =>
    new TestingSource({ dataset, batchSize: 2, pipeline, loader, ...change });
  const idsOf = async (source: TestingSource) => {
    const ids: number[][] = [];
    for await (const { infos } of source) ids.push(infos.map(({ id }) => id));
    await source.close();
    return ids;
  };

  it('gives each image once in file order, at the first scale, without objects', async () => {
    const source = test();
    expect(source.size).toBe(7);
    for await (const { infos, truths } of source) {
      expect(infos.every((info) => !info.flipped && info.height === 24 && info.width === 32)).toBe(true);
      expect(truths.every(({ labels, boxes }) => labels.length === 0 && boxes.length === 0)).toBe(true);
    }
    expect(await idsOf(test())).toEqual([[100, 101], [102, 103], [104, 105], [106]]);
  });

  it('shares batches among processes', async () => {
    expect(await idsOf(test({ rank: 1, ranks: 3 }))).toEqual([[102, 103]]);
    expect(test({ rank: 0, ranks: 3 }).size).toBe(3);
  });

  it('leaves images out that cannot be used, up to the limit', async () => {
    const source = test({ dataset: withFile(6, 'gone.png') });
    expect(await idsOf(source)).toEqual([
      [100, 101],
      [102, 103],
      [104, 105],
    ]);
    expect(source.failures.map(({ fileName }) => fileName)).toEqual(['gone.png']);
    await expect(idsOf(test({ dataset: withFile(0, 'gone.png'), loader: { ...loader, maxFailures: 0 } }))).rejects.toThrow(
      /maxFailures = 0/,
    );
  });

  it.each([
    ['of another size', 'size.png', /the picture has 20 x 10 pixels, but the annotations say 40 x 30/],
    ['too large', 'large.png', /it has more than 10000 pixels; raise maxPixels if it is genuine/],
    ['truncated', 'cut.jpg', /the file is damaged or not a picture/],
    ['of text', 'text.jpg', /the file is damaged or not a picture/],
  ])('reports a picture %s', async (_, name, reason) => {
    const file = path.join(root, name);
    const create = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: 'tan' } });
    if (name === 'size.png') await create(20, 10).toFile(file);
    if (name === 'large.png') await create(200, 100).toFile(file);
    if (name === 'text.jpg') await writeFile(file, 'no picture');
    if (name === 'cut.jpg') {
      await sharp(path.join(root, '0.png')).jpeg().toFile(file);
      await truncate(file, 500);
    }
    const source = test({ dataset: withFile(0, name) });
    await idsOf(source);
    expect(source.failures.map((failure) => failure.reason)).toEqual([expect.stringMatching(reason)]);
  });
});
