import { writeFile } from 'node:fs/promises';

import { Command, Option } from '@commander-js/extra-typings';
import { evaluateFiles } from '@ecm/evaluators/node';
import { apTables, apTableText } from '@ecm/report';

import { categoryTable, categoryCsv } from '../terminal/category-table.js';
import { output } from '../terminal/output.js';
import { evaluateByOpenImages, refuseOptions } from './open-images-options.js';

/** `ecm eval`: judges result files; needs no tensors. */
export function evalCommand() {
  return new Command('eval')
    .description('evaluate existing result files against an annotation file')
    .requiredOption('--gt <file>', 'annotation file in LVIS or COCO form, also .gz; for open-images also boxes as csv')
    .requiredOption('--dt <files...>', 'result files')
    .option(
      '--protocol <name>',
      'lvis, coco, lvis-fixed, lvis-pooled, lvis-challenge-2021, boundary-lvis, boundary-coco, open-images',
      'lvis',
    )
    .addOption(new Option('--iou <kind>', 'what is compared').choices(['bbox', 'segm', 'boundary'] as const))
    .option('--max-detections <number>', 'most detections of an image (LVIS: 300), -1 for no limit', Number)
    .option('--per-category <number>', 'most detections of a class over all images (lvis-fixed)', Number)
    .option('--class-agnostic', 'judge all classes as one', false)
    .option('--classes <csv>', 'open-images: class descriptions, for boxes as csv')
    .option('--image-labels <csv>', 'open-images: image-level labels, for boxes as csv')
    .option(
      '--image-sizes <file>',
      'open-images: csv with ImageID, width, height, or JSON with images, for boxes as csv and results in pixels',
    )
    .option('--hierarchy <json>', 'open-images: class hierarchy; expands ground truth and detections')
    .addOption(
      new Option('--variant <name>', 'open-images: challenge is what UniDet and TensorFlow compute').choices([
        'challenge',
        'mmdet',
      ] as const),
    )
    .option('--group-of-weight <number>', 'open-images: what a group-of box that is found counts, 1 or 0 (Open Images V2)', Number)
    .option('--per-class', 'print the figures of every class', false)
    .option('--csv <file>', 'write the figures of every class')
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      '\nExamples:\n  ecm eval --gt lvis_v1_val.json --dt results.json --iou segm\n' +
        '  ecm eval --protocol open-images --gt boxes.csv --classes classes.csv --image-labels labels.csv --hierarchy tree.json --dt results.csv',
    )
    .action(async (options) => {
      const { gt: groundTruth, dt: results, protocol, iou, maxDetections, perCategory, classAgnostic } = options;
      const { classes: labels, imageLabels, imageSizes, hierarchy, variant, groupOfWeight } = options;
      const openImages = { classes: labels, imageLabels, imageSizes, hierarchy, variant, groupOfWeight };
      if (protocol === 'open-images') refuseOptions({ iou, maxDetections, perCategory, classAgnostic }, 'does nothing with open-images');
      else refuseOptions(openImages, `belongs to --protocol open-images, but the protocol is ${protocol}`);
      const table = {
        groundTruth,
        results,
        protocol,
        ...(iou === undefined ? {} : { iou: [iou] }),
        ...(maxDetections === undefined ? {} : { maxDetections }),
        ...(perCategory === undefined ? {} : { detectionsPerCategory: perCategory }),
        ...(classAgnostic ? { classAgnostic } : {}),
      };
      const found = protocol === 'open-images' ? await evaluateByOpenImages(groundTruth, results, openImages) : await evaluateFiles(table);
      if (options.csv !== undefined) await writeFile(options.csv, categoryCsv(found));
      const classes = options.perClass ? `\n${found.map(categoryTable).join('\n')}` : '';
      output(found, options.json, () => `${apTableText(apTables([{ name: results.join(' '), results: found }]))}${classes}`);
    });
}
