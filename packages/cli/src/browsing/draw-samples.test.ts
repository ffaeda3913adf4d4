import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { memoryDataset } from '@ecm/datasets';
import { encodePicture, Raster, readPicture } from '@ecm/report';
import { beforeAll, describe, expect, it } from 'vitest';

import { drawSamples } from './draw-samples.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-browse-'));
const annotation = { id: 1, categoryId: 4, box: [1000, 0, 1000, 300] as const, area: 300_000, crowd: false, ignore: false };
const datasetOf = (files: readonly string[], width = 8, height = 8) =>
  memoryDataset({
    name: 'test',
    imageRoot: folder,
    categories: [{ id: 4, name: 'four' }],
    images: files.map((fileName, id) => ({
      image: { id, fileName, width, height, negativeCategoryIds: [], notExhaustiveCategoryIds: [] },
      annotations: [annotation],
    })),
  });
const draw = (files: readonly string[], count: number, out: string, size: readonly number[] = []) =>
  drawSamples({ dataset: datasetOf(files, ...size), candidates: files.map((_, index) => index), count, out: path.join(folder, out) });

beforeAll(async () => {
  mkdirSync(path.join(folder, 'deep'));
  const small = await encodePicture(new Raster(8, 8));
  for (const name of ['a.png', 'b.png', 'deep/c.png']) writeFileSync(path.join(folder, name), small);
  writeFileSync(path.join(folder, 'large.png'), await encodePicture(new Raster(4000, 600)));
  writeFileSync(path.join(folder, 'damaged.png'), 'no picture');
});

describe('drawSamples', () => {
  it('takes images that are there in place of missing ones, and leaves damaged ones out', async () => {
    const samples = await draw(['gone.png', 'a.png', 'gone2.png', 'damaged.png', 'deep/c.png'], 3, 'some');
    expect(samples).toMatchObject({ images: 2, missing: 2, sheets: [path.join(folder, 'some', 'sheet.png')] });
    expect(samples.unreadable).toEqual([expect.stringContaining('damaged.png: The image cannot be decoded')]);
    expect(readdirSync(path.join(folder, 'some'))).toEqual(['a.png.png', 'deep-c.png.png', 'sheet.png']);
  });

  it('says where it looked when no file is there, or none can be drawn', async () => {
    const gone = path.join(folder, 'gone.png');
    await expect(draw(['gone.png', 'gone2.png'], 3, 'none')).rejects.toThrow(
      `None of 2 image files is there, e.g. "${gone}". Name their folder with --images.`,
    );
    await expect(draw(['damaged.png'], 3, 'none')).rejects.toThrow(/^No image could be drawn\. .*damaged\.png: The image cannot/u);
  });

  it('makes large pictures smaller together with their objects', async () => {
    await draw(['large.png'], 1, 'large', [4000, 600]);
    const { width, height, pixels } = await readPicture(path.join(folder, 'large', 'large.png.png'));
    expect([width, height]).toEqual([2000, 300]);
    const isDrawn = (x: number, y: number): boolean =>
      pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3).some((value) => value > 0);
    // The box 1000 … 2000, 0 … 300 of the large picture.
    expect([isDrawn(502, 120), isDrawn(997, 120), isDrawn(480, 120), isDrawn(1005, 120), isDrawn(750, 148)]).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it('begins another sheet after 48 pictures', async () => {
    const files = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? 'a.png' : 'b.png'));
    const { sheets } = await draw(files, 50, 'many');
    expect(sheets.map((sheet) => path.basename(sheet))).toEqual(['sheet.png', 'sheet-2.png']);
  });
});
