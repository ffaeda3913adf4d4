import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';

import { Argument, Command, Option } from '@commander-js/extra-typings';
import { UserError } from '@ecm/core';
import type { DataReport } from '@ecm/datasets';
import { convertFile, convertOpenImages, convertVoc, exportOpenImages, exportVoc } from '@ecm/datasets/node';

import { dataReportText } from '../terminal/data-report.js';
import { output } from '../terminal/output.js';

const sources = ['voc', 'coco', 'lvis', 'open-images'] as const;
const targets = ['lvis', 'coco', 'voc', 'open-images'] as const;

/** `ecm data convert`: brings annotations into another form. */
export function dataConvertCommand() {
  return new Command('convert')
    .description('convert annotations between Pascal VOC, COCO, LVIS and Open Images')
    .addArgument(new Argument('<from>', 'form of the source').choices(sources))
    .argument('<source>', 'Pascal VOC folder, annotation file, or boxes of Open Images as csv')
    .addOption(new Option('--to <form>', 'form of the result').choices(targets).default('lvis' as const))
    .requiredOption('--out <path>', 'from voc, and to voc or open-images, a folder; otherwise a file')
    .option('--splits <names...>', 'from voc: lists of ImageSets/Main; all of them if left out. To voc: name of the list')
    .option('--classes <names...>', 'from voc: class names in the order of their ids; from open-images: the csv of class descriptions')
    .option('--image-labels <csv>', 'from open-images: image-level labels')
    .option('--image-sizes <csv>', 'from open-images: ImageID, width, height; without it the image files are measured')
    .option('--images <folder>', 'from open-images: the images, to be measured. To voc: the images, to be copied')
    .option('--image-path <pattern>', 'from open-images: path of an image in the folder, with {id} and {first}', '{id}.jpg')
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      `
Examples:
  ecm data convert voc VOC2007 --out data/voc2007
  ecm data convert coco instances.json --to lvis --out lvis.json
  ecm data convert lvis train.json --to voc --splits train --images images --out data/voc
  ecm data convert open-images boxes.csv --classes classes.csv --image-labels labels.csv --images images --out train.json
  ecm data convert lvis train.json --to open-images --out data/csv`,
    )
    .action(async (from, source, { json, ...given }) => {
      output(await convert(from, source, given), json, (all) => all.map(dataReportText).join('\n'));
    });
}

interface Conversion {
  readonly to: (typeof targets)[number];
  readonly out: string;
  readonly splits?: readonly string[];
  readonly classes?: readonly string[];
  readonly imageLabels?: string;
  readonly imageSizes?: string;
  readonly images?: string;
  readonly imagePath: string;
}

async function convert(from: (typeof sources)[number], source: string, given: Conversion): Promise<DataReport[]> {
  const { to, out } = given;
  if (from === 'voc') {
    if (to === 'voc' || to === 'open-images') throw new UserError(`Convert voc to lvis or coco first, and that to ${to}.`);
    return convertFolder(source, out, { to, splits: given.splits, classes: given.classes ?? [] });
  }
  if (from === 'open-images') {
    if (to !== 'lvis') throw new UserError(`Open Images becomes a file of the LVIS form; leave --to ${to} away, and convert that file on.`);
    return [await convertOpenImages(openImagesFiles(source, given), out)];
  }
  if (to === 'open-images') return [await exportOpenImages(source, out)];
  if (to !== 'voc') return [await convertFile(source, out, { from, to })];
  const [split] = given.splits ?? [];
  const named = Object.entries({ split, images: given.images }).filter(([, value]) => value !== undefined);
  return [await exportVoc(source, { folder: out, ...Object.fromEntries(named) })];
}

function openImagesFiles(boxes: string, { classes = [], imageLabels, imageSizes, images, imagePath }: Conversion) {
  const [descriptions] = classes;
  if (descriptions === undefined || classes.length > 1)
    throw new UserError('Give the csv of class descriptions: --classes class-descriptions-boxable.csv.');
  return {
    boxes,
    classes: descriptions,
    imagePath,
    ...(imageLabels === undefined ? {} : { imageLabels }),
    ...(imageSizes === undefined ? {} : { imageSizes }),
    ...(images === undefined ? {} : { images }),
  };
}

interface FolderConversion {
  readonly to: 'lvis' | 'coco';
  readonly splits: readonly string[] | undefined;
  readonly classes: readonly string[];
}

async function convertFolder(folder: string, out: string, { to, splits, classes }: FolderConversion): Promise<DataReport[]> {
  const reports: DataReport[] = [];
  for (const split of splits ?? (await splitsOf(folder))) {
    const file = path.join(out, 'annotations', `${split === '' ? 'all' : split}.json`);
    reports.push(await convertVoc({ folder, split, categories: classes }, file, to));
  }
  const images = path.join(folder, 'JPEGImages');
  if (!existsSync(images)) throw new UserError(`There is no folder "${images}" to be copied; the annotations are in "${out}".`);
  await cp(images, path.join(out, 'images'), { recursive: true });
  return reports;
}

/** Lists of a Pascal VOC folder; one of everything if there are none. */
async function splitsOf(folder: string): Promise<string[]> {
  const names = await readdir(path.join(folder, 'ImageSets', 'Main')).catch(() => [] as string[]);
  // Lists of single classes, `cat_train.txt`, are not splits.
  const splits = names.filter((name) => /^(?:train|val|test|trainval)\.txt$/u.test(name)).map((name) => name.slice(0, -4));
  return splits.length === 0 ? [''] : splits;
}
