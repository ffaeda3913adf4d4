import { Command } from '@commander-js/extra-typings';
import { UserError } from '@ecm/core';
import { mergeFiles, type PartitionResult, shardFile, splitFile } from '@ecm/datasets/node';

import { dataReportText } from '../terminal/data-report.js';
import { wholeNumber } from '../terminal/number-arguments.js';
import { output } from '../terminal/output.js';
import { requireRoom } from '../terminal/require-room.js';

function writtenText({ parts, orphans }: PartitionResult): string {
  const lines = parts.map((part) => `${part.file}: ${part.images} images, ${part.annotations} annotations`);
  if (orphans > 0) lines.push(`${orphans} annotations of images that the file does not list are in no part`);
  return lines.join('\n');
}

/** `ecm data split`: divides the images of a file at random, each class in the same proportion. */
export function dataSplitCommand() {
  return new Command('split')
    .description('split an annotation file by image, each class in the same proportion, rare ones first')
    .argument('<file>', 'annotation file')
    .requiredOption('--part <file=share...>', 'parts with their shares, e.g. --part train.json=0.8 val.json=0.2')
    .option('--seed <number>', 'decides which image goes where', wholeNumber, 0)
    .option('--regardless-of-classes', 'split at random without looking at classes', false)
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm data split all.json --part train.json=0.8 val.json=0.2')
    .action(async (file, { part, seed, regardlessOfClasses, json }) => {
      const parts = part.map((text) => {
        const at = text.lastIndexOf('=');
        const share = Number(text.slice(at + 1));
        if (at < 1 || !Number.isFinite(share)) throw new UserError(`"${text}" is no part. Write file=share, e.g. train.json=0.8.`);
        return { name: text.slice(0, at), share };
      });
      for (const { name } of parts) requireRoom(name);
      const [fractions, files] = [parts.map(({ share }) => share), parts.map(({ name }) => name)];
      const result = await splitFile(file, { fractions, files, seed, stratify: !regardlessOfClasses });
      output(result, json, writtenText);
    });
}

/** `ecm data shard`: cuts a file into pieces. */
export function dataShardCommand() {
  return new Command('shard')
    .description('cut an annotation file into pieces of neighbouring images')
    .argument('<file>', 'annotation file')
    .argument('<pieces...>', 'files to write, one per piece')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm data shard all.json part-1.json part-2.json')
    .action(async (file, pieces, { json }) => {
      for (const piece of pieces) requireRoom(piece);
      output(await shardFile(file, pieces), json, writtenText);
    });
}

/** `ecm data merge`: joins files. */
export function dataMergeCommand() {
  return new Command('merge')
    .description('merge annotation files, or give the records of one new ids; classes of equal name become one')
    .argument('<files...>', 'annotation files')
    .requiredOption('--out <file>', 'merged file')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm data merge a.json b.json --out all.json')
    .action(async (files, { out, json }) => {
      output(await mergeFiles(files, out), json, dataReportText);
    });
}
