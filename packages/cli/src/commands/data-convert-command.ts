import { cp, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

import { Command, Option } from '@commander-js/extra-typings';
import { UserError } from '@ecm/core';
import { type DataReport } from '@ecm/datasets';
import { convertFile, convertVoc } from '@ecm/datasets/node';

import { dataReportText } from '../terminal/data-report.js';
import { output } from '../terminal/output.js';

const forms = ['lvis', 'coco'] as const;

/** `ecm data convert`: brings annotations into another form. */
export function dataConvertCommand() {
  return new Command('convert')
    .description('convert annotations between Pascal VOC, COCO and LVIS')
    .argument('<from>', 'form of the source: voc, coco or lvis')
    .argument('<source>', 'Pascal VOC folder, or annotation file')
    .addOption(new Option('--to <form>', 'form of the result').choices(forms).default('lvis' as const))
    .requiredOption('--out <path>', 'for voc a folder with annotations/<split>.json and images/; otherwise a file')
    .option('--splits <names...>', 'voc: lists of ImageSets/Main; all of them if left out')
    .option('--classes <names...>', 'voc: class names in the order of their ids; all names in alphabetical order if left out')
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      '\nExamples:\n  ecm data convert voc VOC2007 --out data/voc2007\n  ecm data convert coco instances.json --to lvis --out lvis.json',
    )
    .action(async (from, source, { to, out, splits, classes = [], json }) => {
      if (from !== 'voc' && from !== 'coco' && from !== 'lvis') throw new UserError(`There is no form "${from}". Known: voc, coco, lvis.`);
      const reports =
        from === 'voc' ? await convertFolder(source, out, { to, splits, classes }) : [await convertFile(source, out, { from, to })];
      output(reports, json, (all) => all.map(dataReportText).join('\n'));
    });
}

interface FolderConversion {
  readonly to: (typeof forms)[number];
  readonly splits: readonly string[] | undefined;
  readonly classes: readonly string[];
}

async function convertFolder(folder: string, out: string, { to, splits, classes }: FolderConversion): Promise<DataReport[]> {
  await mkdir(path.join(out, 'annotations'), { recursive: true });
  const reports: DataReport[] = [];
  for (const split of splits ?? (await splitsOf(folder))) {
    const file = path.join(out, 'annotations', `${split === '' ? 'all' : split}.json`);
    reports.push(await convertVoc({ folder, split, categories: classes }, file, to));
  }
  await cp(path.join(folder, 'JPEGImages'), path.join(out, 'images'), { recursive: true });
  return reports;
}

/** Lists of a Pascal VOC folder; one of everything if there are none. */
async function splitsOf(folder: string): Promise<string[]> {
  const names = await readdir(path.join(folder, 'ImageSets', 'Main')).catch(() => [] as string[]);
  // Lists of single classes, `cat_train.txt`, are not splits.
  const splits = names.filter((name) => /^(?:train|val|test|trainval)\.txt$/u.test(name)).map((name) => name.slice(0, -4));
  return splits.length === 0 ? [''] : splits;
}
