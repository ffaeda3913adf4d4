import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { classAwareWeights } from '../class-aware/multinomial.js';
import { labelsByImage } from '../samplers/labels-by-image.js';
import { verifyFile } from '../tools/verify-file.js';
import type { OpenImagesFiles } from './convert-open-images.js';
import { convertOpenImages } from './convert-open-images.js';
import { exportOpenImages } from './export-open-images.js';
import { openOpenImages } from './open-open-images.js';

const goldens = path.join(import.meta.dirname, '../../../testing/goldens/evaluation/openimages');
const golden = (name: string): string => path.join(goldens, name);
const folder = mkdtempSync(path.join(tmpdir(), 'ecm-open-images-data-'));
const at = (name: string): string => path.join(folder, name);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content);
  return at(name);
}
const text = (file: string): string => readFileSync(file, 'utf8');
const rows = (file: string): string[] => text(file).trimEnd().split(/\r?\n/u);

interface AnnotationFile {
  readonly images: {
    id: number | string;
    open_images_id: string;
    file_name: string;
    pos_category_ids: number[];
    neg_category_ids: number[];
  }[];
  readonly annotations: { image_id: number; category_id: number; bbox: number[]; iscrowd: number; open_images?: unknown }[];
  readonly categories: { id: number; name: string; freebase_id: string; frequency: string; image_count: number; instance_count: number }[];
}
const parsed = (file: string): AnnotationFile => JSON.parse(text(file)) as AnnotationFile;

let files: OpenImagesFiles;
beforeAll(async () => {
  const { images } = JSON.parse(text(golden('gt_expanded.json'))) as { images: { id: string; width: number; height: number }[] };
  const sizes = ['ImageID,width,height', ...images.map(({ id, width, height }) => `${id},${width},${height}`)];
  files = {
    boxes: golden('boxes.csv'),
    classes: golden('classes.csv'),
    imageLabels: golden('imagelabels.csv'),
    imageSizes: write('sizes.csv', sizes.join('\n')),
    imagePath: '{first}/{id}.jpg',
  };
  await convertOpenImages(files, at('raw.json'));
});

describe('convertOpenImages', () => {
  it('counts what the csv files hold', async () => {
    const report = await convertOpenImages(files, at('raw.json'));
    const { images, annotations, categories } = parsed(at('raw.json'));
    const boxes = rows(files.boxes)
      .slice(1)
      .map((row) => row.split(','));
    expect([report.images, report.annotations, report.problems]).toEqual([images.length, boxes.length, []]);
    expect(images.map(({ open_images_id: id }) => id)).toEqual(images.map(({ open_images_id: id }) => id).toSorted());
    const dog = categories.find(({ freebase_id: label }) => label === '/m/0114')!;
    const dogs = boxes.filter(([, label]) => label === '/m/0114');
    expect([dog.name, dog.instance_count, dog.image_count]).toEqual(['Dog', dogs.length, new Set(dogs.map(([image]) => image)).size]);
    expect(annotations.filter(({ iscrowd }) => iscrowd === 1)).toHaveLength(boxes.filter((row) => row[6] === '1').length);
    expect(images[0]?.file_name).toBe(`${images[0]?.open_images_id[0]}/${images[0]?.open_images_id}.jpg`);
    expect((await verifyFile(at('raw.json'))).problems.filter(({ action }) => action !== 'noted')).toEqual([]);
  });

  it('comes back to the same rows, and from them to the same file', async () => {
    await exportOpenImages(at('raw.json'), at('exported'));
    const back = (name: string): string => path.join(at('exported'), name);
    expect(rows(back('boxes.csv')).toSorted()).toEqual(rows(files.boxes).toSorted());
    expect(rows(back('class-descriptions.csv'))).toEqual(rows(files.classes));
    expect(new Set(rows(back('image-labels.csv')))).toEqual(new Set(rows(golden('imagelabels.csv'))));
    await convertOpenImages(
      {
        ...files,
        boxes: back('boxes.csv'),
        classes: back('class-descriptions.csv'),
        imageLabels: back('image-labels.csv'),
        imageSizes: back('image-sizes.csv'),
      },
      at('again.json'),
    );
    expect(text(at('again.json'))).toBe(text(at('raw.json')));
  });

  it('keeps other columns, names with commas and quotes, ids of a third column, and reads gzip', async () => {
    const boxes = write(
      'v6.csv.gz',
      gzipSync('ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsGroupOf\nb,"x,y",/m/1,1,0.25,0.5,0,1,-1,1\n'),
    );
    const classes = write('ids.csv', '/m/1,"Fruit, ""été"" ☃",40\n/m/2,b,7\n');
    const imageSizes = write('b-size.csv', 'ImageID,width,height\nb,200,100\n');
    await convertOpenImages({ boxes, classes, imageSizes }, at('v6.json'));
    const { annotations, categories } = parsed(at('v6.json'));
    expect(annotations).toEqual([
      {
        id: 1,
        image_id: 1,
        category_id: 40,
        bbox: [50, 0, 50, 100],
        area: 5000,
        iscrowd: 1,
        open_images: { Source: 'x,y', Confidence: '1', IsOccluded: '-1' },
      },
    ]);
    expect(categories.map(({ id, name }) => [id, name])).toEqual([
      [40, 'Fruit, "été" ☃'],
      [7, 'b'],
    ]);
    await exportOpenImages(at('v6.json'), at('v6'));
    expect(text(path.join(at('v6'), 'boxes.csv'))).toBe(
      'ImageID,LabelName,XMin,XMax,YMin,YMax,IsGroupOf,Source,Confidence,IsOccluded\nb,/m/1,0.25,0.5,0,1,1,"x,y",1,-1\n',
    );
    expect(text(path.join(at('v6'), 'class-descriptions.csv'))).toBe(text(classes));
  });

  it('measures images, and counts those that cannot be read with their boxes', async () => {
    await mkdir(at('pictures'), { recursive: true });
    await sharp({ create: { width: 30, height: 20, channels: 3, background: 'navy' } }).toFile(path.join(at('pictures'), 'a.jpg'));
    const boxes = write(
      'two.csv',
      'ImageID,LabelName,XMin,XMax,YMin,YMax,IsGroupOf\na,/m/0114,0,0.5,0,1,0\nb,/m/0114,0,1,0,1,0\na,/m/x,0,1,0,1,0\n',
    );
    const { images, annotations, problems } = await convertOpenImages(
      { boxes, classes: files.classes, images: at('pictures') },
      at('two.json'),
    );
    expect([images, annotations, problems.map(({ kind, count }) => [kind, count])]).toEqual([
      1,
      1,
      [
        ['unknown-category', 1],
        ['unreadable-image', 1],
      ],
    ]);
    expect(parsed(at('two.json')).annotations[0]?.bbox).toEqual([0, 0, 15, 20]);
    await expect(convertOpenImages({ boxes, classes: files.classes }, at('none.json'))).rejects.toThrow(
      /give the sizes of the images as csv/,
    );
  });

  it.each([
    ['ImageID,LabelName\na,b', /bad\.csv, row 1: the columns XMin, XMax, YMin, YMax, IsGroupOf are missing; found ImageID, LabelName/],
    ['', /bad\.csv: the file is empty; expected a first line with the names of the columns\./],
    ['ImageID,LabelName,XMin,XMax,YMin,YMax,IsGroupOf\na,/m/0114,0', /bad\.csv, row 2: cannot be read as csv/],
    [
      'ImageID,LabelName,XMin,XMax,YMin,YMax,IsGroupOf\n0c152f510df3b85c,/m/0114,,1,0,1,0',
      /bad\.csv, row 2: "" in the column XMin is not a number/,
    ],
  ])('names the row that is wrong', async (content, message) => {
    await expect(convertOpenImages({ ...files, boxes: write('bad.csv', content) }, at('bad.json'))).rejects.toThrow(message);
  });
});

it('refuses boxes of no image, and of images of which no size is known', async () => {
  const header = 'ImageID,LabelName,XMin,XMax,YMin,YMax,IsGroupOf';
  const { classes, imageSizes = '' } = files;
  const convert = (rows: string) =>
    convertOpenImages({ boxes: write('few.csv', `${header}\n${rows}`), classes, imageSizes }, at('few.json'));
  await expect(convert('')).rejects.toThrow(/few\.csv, images: the file lists no images/u);
  await expect(convert('x,/m/0114,0,1,0,1,0')).rejects.toThrow(/sizes\.csv: gives the size of none of the 1 images, e\.g\. of x\.jpg/u);
});

describe('openOpenImages', () => {
  const options = { name: '', images: '.', segmentations: false, onlyAnnotated: false, minSide: 0, hierarchy: golden('hierarchy.json') };

  it('has verified classes, group-of boxes, counts and the class tree', async () => {
    const dataset = await openOpenImages({ ...options, annotations: at('raw.json') }, folder);
    const { images, categories } = parsed(at('raw.json'));
    expect(dataset.size).toBe(images.length);
    expect(dataset.image(0)).toMatchObject({
      id: 1,
      negativeCategoryIds: images[0]?.neg_category_ids,
      positiveCategoryIds: images[0]?.pos_category_ids,
    });
    const { imageCounts, instanceCounts, ancestors } = dataset.statistics();
    expect([...imageCounts]).toEqual(categories.map(({ image_count: count }) => count));
    expect([...instanceCounts]).toEqual(categories.map(({ instance_count: count }) => count));
    const names = dataset.categories.map(({ name }) => name);
    // From hierarchy.json: Dog lies below Carnivore, below Mammal, below Animal.
    expect(ancestors?.[names.indexOf('Dog')]?.map((label) => names[label])).toEqual(['Animal', 'Mammal', 'Carnivore']);
    expect(ancestors?.[names.indexOf('Animal')]).toEqual([]);
  });

  it('keeps the class tree where images are left out, and samples by class', async () => {
    const dataset = await openOpenImages({ ...options, annotations: at('raw.json'), onlyAnnotated: true }, folder);
    expect(dataset.statistics().ancestors).toHaveLength(dataset.categories.length);
    const labels = labelsByImage(dataset);
    const weights = classAwareWeights(labels);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    // Each class with images adds 1 in all: n images of it, 1/n each.
    expect(total).toBeCloseTo(new Set(labels.flat()).size, 9);
  });

  it('opens UniDet files with text ids in the order of their ids', async () => {
    const dataset = await openOpenImages({ ...options, annotations: golden('gt_expanded.json') }, folder);
    const { images } = parsed(golden('gt_expanded.json'));
    const sorted = images.map(({ id }) => String(id)).toSorted();
    for (let i = 0; i < dataset.size; i++) expect(dataset.image(i).fileName).toContain(sorted[dataset.image(i).id - 1]);
  });

  it('says when the hierarchy is not there', async () => {
    const gone = { ...options, annotations: at('raw.json'), hierarchy: 'gone.json' };
    await expect(openOpenImages(gone, folder)).rejects.toThrow(/gone\.json: cannot be opened .* Check "hierarchy"/);
  });
});
