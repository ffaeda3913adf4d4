import { Command, Option } from '@commander-js/extra-typings';
import type { Dataset } from '@ecm/core';
import { dataReportOf } from '@ecm/datasets';

import { output, table } from '../terminal/output.js';
import { datasetForms, openAnyDataset } from './open-any-dataset.js';

/** `ecm data stats`: counts images, objects and classes. */
export function dataStatsCommand() {
  return new Command('stats')
    .description('count images, objects, classes and frequency groups, and say what was left out')
    .argument('<annotations>', 'annotation file, or a Pascal VOC folder')
    .addOption(new Option('--form <form>', 'form of the annotations').choices(datasetForms).default('lvis' as const))
    .option('--split <name>', 'split of a Pascal VOC folder')
    .option('--classes <number>', 'list so many of the most and least frequent classes', Number, 5)
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm data stats data/w2/annotations/train.json')
    .action(async (annotations, { form, split, classes, json }) => {
      const dataset = await openAnyDataset({ place: annotations, form, ...(split === undefined ? {} : { split }) });
      output(datasetStatistics(dataset), json, (found) => render(found, classes));
    });
}

/** Numbers of a data set, classes by falling object count. */
function datasetStatistics(dataset: Dataset) {
  const { categories, instanceCounts, imageCounts, annotatedImages } = dataset.statistics();
  const classes = categories
    .map(({ id, name, frequency }, label) => ({
      id,
      name,
      frequency,
      images: imageCounts[label] ?? 0,
      objects: instanceCounts[label] ?? 0,
    }))
    .sort((a, b) => b.objects - a.objects);
  return {
    name: dataset.name,
    images: dataset.size,
    annotatedImages,
    objects: classes.reduce((sum, { objects }) => sum + objects, 0),
    classes,
    report: dataReportOf(dataset),
  };
}

type Statistics = ReturnType<typeof datasetStatistics>;

function render({ name, images, annotatedImages, objects, classes, report }: Statistics, listed: number): string {
  const groups = ['r', 'c', 'f'].map((group) => {
    const members = classes.filter(({ frequency }) => frequency === group);
    return [group, String(members.length), String(members.reduce((sum, member) => sum + member.objects, 0))];
  });
  const shown = [...classes.slice(0, listed), ...classes.slice(Math.max(listed, classes.length - listed))];
  const rows = shown.map((row) => [String(row.id), row.name, row.frequency ?? '', String(row.images), String(row.objects)]);
  const problems =
    report?.problems.map(
      ({ kind, count, action, meaning, examples }) => `${count} × ${kind} (${action}): ${meaning} E.g. ${examples.join(', ')}`,
    ) ?? [];
  return [
    `${name}: ${images} images (${annotatedImages} with objects), ${objects} objects, ${classes.length} classes`,
    table(['group', 'classes', 'objects'], groups),
    table(['id', 'class', 'group', 'images', 'objects'], rows),
    ...problems,
  ].join('\n');
}
