import { writeFile } from 'node:fs/promises';

import { Command, Option } from '@commander-js/extra-typings';
import { evaluateFiles } from '@ecm/evaluators/node';
import { apTables, apTableText } from '@ecm/report';

import { categoryTable, categoryCsv } from '../terminal/category-table.js';
import { output } from '../terminal/output.js';

/** `ecm eval`: judges result files; needs no tensors. */
export function evalCommand() {
  return new Command('eval')
    .description('evaluate existing result files against an annotation file')
    .requiredOption('--gt <file>', 'annotation file in LVIS or COCO form, also .gz')
    .requiredOption('--dt <files...>', 'result files')
    .option('--protocol <name>', 'lvis, coco, lvis-fixed, lvis-pooled, lvis-challenge-2021, boundary-lvis, boundary-coco', 'lvis')
    .addOption(new Option('--iou <kind>', 'what is compared').choices(['bbox', 'segm', 'boundary'] as const))
    .option('--max-detections <number>', 'most detections of an image (LVIS: 300), -1 for no limit', Number)
    .option('--per-category <number>', 'most detections of a class over all images (lvis-fixed)', Number)
    .option('--class-agnostic', 'judge all classes as one', false)
    .option('--per-class', 'print the figures of every class', false)
    .option('--csv <file>', 'write the figures of every class')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm eval --gt lvis_v1_val.json --dt results.json --iou segm')
    .action(async (options) => {
      const { gt: groundTruth, dt: results, protocol, iou, maxDetections, perCategory, classAgnostic } = options;
      const found = await evaluateFiles({
        groundTruth,
        results,
        protocol,
        ...(iou === undefined ? {} : { iou: [iou] }),
        ...(maxDetections === undefined ? {} : { maxDetections }),
        ...(perCategory === undefined ? {} : { detectionsPerCategory: perCategory }),
        ...(classAgnostic ? { classAgnostic } : {}),
      });
      if (options.csv !== undefined) await writeFile(options.csv, categoryCsv(found));
      const classes = options.perClass ? `\n${found.map(categoryTable).join('\n')}` : '';
      output(found, options.json, () => `${apTableText(apTables([{ name: results.join(' '), results: found }]))}${classes}`);
    });
}
