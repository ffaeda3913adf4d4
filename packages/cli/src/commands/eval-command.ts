import { Command, Option } from '@commander-js/extra-typings';

import { evaluateOnce, tellResults } from '../evaluation/evaluate-once.js';
import { checkArguments } from '../evaluation/evaluation-arguments.js';
import { finiteNumber, openFraction, positiveNumber, wholeNumber } from '../terminal/number-arguments.js';
import { refuseOptions } from '../evaluation/refuse-options.js';
import { evaluateByOpenImages } from './open-images-options.js';

/** `ecm eval`: judges result files; needs no tensors. */
export function evalCommand() {
  return new Command('eval')
    .description('evaluate existing result files against an annotation file')
    .requiredOption('--gt <file>', 'annotation file in LVIS or COCO form, also .gz; for open-images also boxes as csv')
    .option('--dt <files...>', 'result files; several are joined')
    .option(
      '--protocol <name>',
      'lvis, coco, lvis-fixed, lvis-pooled, lvis-challenge-2021, boundary-lvis, boundary-coco, open-images',
      'lvis',
    )
    .addOption(new Option('--iou <kind>', 'what is compared').choices(['bbox', 'segm', 'boundary'] as const))
    .option('--max-detections <number>', 'most detections of an image (LVIS: 300), -1 for no limit', wholeNumber)
    .option('--per-category <number>', 'most detections of a class over all images (lvis-fixed: 10000)', wholeNumber)
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
    .option('--group-of-weight <number>', 'open-images: what a group-of box that is found counts, 1 or 0 (Open Images V2)', finiteNumber)
    .option('--threads <number>', 'threads that share the work; figures do not depend on it', positiveNumber, 1)
    .option('--per-class', 'print the figures of every class', false)
    .option('--sort <column>', 'order of the classes: id, name, group, objects, detections, AP, AP50, AR …')
    .option('--descending', 'highest first', false)
    .option('--csv <file>', 'write the figures of every class, or those of the comparison')
    .option('--json [file]', 'write everything as JSON; without a file to standard output', false)
    .option('--compare <files...>', 'two result files: paired bootstrap of their difference (second − first)')
    .option('--names <names...>', 'names of the results in tables')
    .option('--resamples <number>', 'compare: how often images are drawn', positiveNumber, 1000)
    .option('--confidence <share>', 'compare: share of the resamples inside the intervals', openFraction, 0.95)
    .option('--seed <number>', 'compare: the same seed draws the same images', wholeNumber, 0)
    .option('--report <file>', 'write curves, errors and worst images as one HTML file')
    .option('--title <text>', 'report: its title')
    .option('--images <folder>', 'report: where the images lie, to show the worst ones')
    .option('--train-annotations <file>', 'report: count training images of each class here, if the ground truth does not say')
    .option('--curve-classes <names...>', 'report: classes whose curves are drawn')
    .option('--working-score <score>', 'report: list detections from this score on; by default the score of highest F1', finiteNumber)
    .addHelpText('after', EXAMPLES)
    .action(async (options) => {
      const { gt, dt, protocol, compare, iou, maxDetections, perCategory, classAgnostic } = options;
      const { classes, imageLabels, imageSizes, hierarchy, variant, groupOfWeight, report } = options;
      const openImages = { classes, imageLabels, imageSizes, hierarchy, variant, groupOfWeight };
      checkArguments(options);
      const [first, second] = compare ?? [];
      if (protocol === 'open-images') {
        refuseOptions({ iou, maxDetections, perCategory, classAgnostic, compare, report }, 'does nothing with open-images');
        await tellResults((dt ?? []).join(' '), await evaluateByOpenImages(gt, dt ?? [], openImages), options);
        return;
      }
      if (!FIXED_PROTOCOLS.includes(protocol))
        refuseOptions({ perCategory }, `belongs to ${FIXED_PROTOCOLS.join(', ')}, but the protocol is ${protocol}`);
      if (!AGNOSTIC_PROTOCOLS.includes(protocol))
        refuseOptions({ classAgnostic }, `belongs to ${AGNOSTIC_PROTOCOLS.join(', ')}, but the protocol is ${protocol}`);
      refuseOptions(openImages, `belongs to --protocol open-images, but the protocol is ${protocol}`);
      if (first === undefined || second === undefined) await evaluateOnce(dt ?? [], options);
      // Loaded only where it is asked for: an evaluation alone should start at once.
      else await (await import('../evaluation/evaluate-pair.js')).evaluatePair([first, second], options);
    });
}

/** Protocols that limit the detections of a class over all images, and those that can judge all classes as one. */
const FIXED_PROTOCOLS: readonly string[] = ['lvis-fixed', 'lvis-pooled', 'lvis-challenge-2021'];
const AGNOSTIC_PROTOCOLS: readonly string[] = ['lvis', 'boundary-lvis'];

const EXAMPLES = `
Examples:
  ecm eval --gt lvis_v1_val.json --dt results.json --iou segm
  ecm eval --gt lvis_v1_val.json --dt part1.json part2.json.gz --per-class --sort AP --csv classes.csv --json figures.json
  ecm eval --gt lvis_v1_val.json --compare softmax.json ecm.json --resamples 1000 --threads 2
  ecm eval --gt lvis_v1_val.json --dt results.json --report report.html --images coco
  ecm eval --protocol open-images --gt boxes.csv --classes classes.csv --image-labels labels.csv --hierarchy tree.json --dt results.csv`;
