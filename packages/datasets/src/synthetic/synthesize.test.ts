import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { decodeMask, runLengthsFromString } from '@ecm/geometry';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type SynthesisReport, synthesize } from './synthesize.js';

const options = {
  classes: 12,
  maxInstances: 20,
  trainImages: 24,
  valImages: 10,
  valInstances: [2, 4],
  imageSize: 80,
  negatives: 3,
  notExhaustive: 0.5,
} as const;

interface Image {
  id: number;
  file_name: string;
  neg_category_ids: number[];
  not_exhaustive_category_ids: number[];
}
interface Annotation {
  id: number;
  image_id: number;
  category_id: number;
  bbox: [number, number, number, number];
  area: number;
  segmentation: { size: [number, number]; counts: string };
}
interface Split {
  images: Image[];
  annotations: Annotation[];
  categories: { id: number; name: string; frequency: string; image_count: number; instance_count: number }[];
}

const maskOf = ({ segmentation: { size, counts } }: Annotation): Uint8Array =>
  decodeMask({ height: size[0], width: size[1], counts: runLengthsFromString(counts) });

describe('synthesize', () => {
  let folder: string;
  let report: SynthesisReport;
  let splits: Split[];
  const world = (name: string, extra: object = {}): Promise<SynthesisReport> =>
    synthesize({ options, seed: 7, outDir: join(folder, name), ...extra });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'synthesize-'));
    report = await world('first');
    const files = [report.annotations.train, report.annotations.val];
    splits = await Promise.all(files.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as Split));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes every image at its size, under the name in the records', async () => {
    const records = splits.flatMap(({ images }) => images);
    expect(records.map(({ id }) => id)).toEqual(Array.from({ length: 34 }, (_, index) => index + 1));
    for (const { file_name: name } of records) {
      expect(await sharp(join(report.imageRoot, name)).metadata()).toMatchObject({ format: 'png', width: 80, height: 80, channels: 3 });
    }
  });

  it('makes masks that are disjoint and boxes that are tight around them', () => {
    for (const { images, annotations } of splits) {
      for (const { id } of images) {
        const owners = new Uint8Array(80 * 80);
        for (const annotation of annotations.filter(({ image_id: image }) => image === id)) {
          const [left, top, width, height] = annotation.bbox;
          const pixels = Array.from(maskOf(annotation).entries()).filter(([, value]) => value === 1);
          const columns = pixels.map(([pixel]) => pixel % 80);
          const rows = pixels.map(([pixel]) => Math.floor(pixel / 80));
          expect([Math.min(...columns), Math.max(...columns) + 1]).toEqual([left, left + width]);
          expect([Math.min(...rows), Math.max(...rows) + 1]).toEqual([top, top + height]);
          expect(annotation.area).toBe(pixels.length);
          for (const [pixel] of pixels) owners[pixel]++;
        }
        expect(Math.max(...owners)).toBe(1);
      }
    }
  });

  it('counts images and instances of each class as its training annotations do', () => {
    const [{ categories, annotations }] = splits;
    for (const { id, image_count: imageCount, instance_count: instanceCount } of categories) {
      const own = annotations.filter(({ category_id: category }) => category === id);
      expect([imageCount, instanceCount]).toEqual([new Set(own.map(({ image_id: image }) => image)).size, own.length]);
    }
  });

  it('names absent classes that are absent and incomplete classes that are present', () => {
    for (const { images, annotations } of splits) {
      for (const { id, neg_category_ids: negative, not_exhaustive_category_ids: incomplete } of images) {
        const present = new Set(annotations.filter(({ image_id: image }) => image === id).map(({ category_id: category }) => category));
        expect(negative).toHaveLength(3);
        expect(negative.some((category) => present.has(category))).toBe(false);
        expect(incomplete.every((category) => present.has(category))).toBe(true);
      }
    }
    expect(splits[0].images.filter(({ not_exhaustive_category_ids: ids }) => ids.length === 1).length).toBeGreaterThan(4);
  });

  it('gives the same bytes again, however many images are encoded at once', async () => {
    const second = await world('second', { concurrency: 1 });
    expect(second.written).toBe(true);
    expect(second.world).toEqual(report.world);
    for (const name of ['annotations/train.json', 'annotations/val.json', 'images/train/000001.png', 'world.json']) {
      expect(await readFile(join(second.folder, name))).toEqual(await readFile(join(report.folder, name)));
    }
  });

  it('gives other pixels for another seed', async () => {
    const other = await world('other', { seed: 8 });
    expect(other.world.digest.pixels).not.toBe(report.world.digest.pixels);
  });

  it('matches the committed digest when glyphs are drawn by the recorded version of sharp', async ({ skip }) => {
    const golden = JSON.parse(await readFile(new URL('small-world.golden.json', import.meta.url), 'utf8')) as SynthesisReport['world'];
    if (golden.rasteriser.sharp !== report.world.rasteriser.sharp) skip(`recorded with sharp ${golden.rasteriser.sharp}`);
    expect(report.world).toEqual(golden);
  });

  it('does nothing when the folder already holds this world', async () => {
    const marker = join(report.folder, 'images', 'train', '000001.png');
    const before = await readFile(marker);
    const again = await world('first');
    expect([again.written, again.world]).toEqual([false, report.world]);
    expect(await readFile(marker)).toEqual(before);
  });

  it('refuses a folder that holds something else', async () => {
    await expect(world('first', { seed: 1 })).rejects.toThrow(
      /first, world\.json: The folder holds a synthetic world made otherwise \(other seed\)/,
    );
    const foreign = await mkdtemp(join(folder, 'foreign-'));
    await writeFile(join(foreign, 'thesis.txt'), 'do not overwrite');
    await expect(synthesize({ options, outDir: foreign })).rejects.toThrow('The folder is not empty and holds no synthetic world.');
  });

  it('reports progress, and leaves nothing behind when it is stopped', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const onProgress = (done: number, total: number): void => {
      expect(total).toBe(34);
      seen.push(done);
      if (done === 5) controller.abort();
    };
    await expect(world('stopped', { onProgress, signal: controller.signal })).rejects.toThrow(/abort/i);
    expect(seen.slice(0, 5)).toEqual([1, 2, 3, 4, 5]);
    expect((await readdir(folder)).filter((name) => name.includes('stopped'))).toEqual([]);
  });

  it('draws validation images with the glyph set that was kept for them', async () => {
    const styles = await world('styles', { options: { ...options, trainGlyphs: ['noto', 'fxemoji'], valGlyphs: ['fluent-emoji-flat'] } });
    expect(styles.world.glyphSets.map(({ name, licence }) => [name, licence])).toEqual([
      ['noto', 'Apache-2.0'],
      ['fxemoji', 'Apache-2.0'],
      ['fluent-emoji-flat', 'MIT'],
    ]);
  });

  it('says so when objects cannot fit', async () => {
    const crowded = { ...options, occlusion: 0, maxObjects: 12, trainImages: 8, imageSize: 64, objectSize: [40, 42] as const };
    await expect(world('crowded', { options: crowded })).rejects.toThrow(/Image \d+ of train stayed too crowded/);
  });
});
