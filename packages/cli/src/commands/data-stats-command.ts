import { Command, Option } from '@commander-js/extra-typings';
import type { DataReport, DatasetSummary } from '@ecm/datasets';
import { dataReportOf, summarizeDataset } from '@ecm/datasets';
import { summarizeFile } from '@ecm/datasets/node';

import { classLabel } from '../terminal/class-label.js';
import { positiveNumber } from '../terminal/number-arguments.js';
import { output } from '../terminal/output.js';
import { table } from '../terminal/table.js';
import { datasetForms, openAnyDataset, requirePlace } from './open-any-dataset.js';

/** `ecm data stats`: counts images, objects and classes. */
export function dataStatsCommand() {
  return new Command('stats')
    .description('count images, objects, classes and frequency groups, and say what was left out')
    .argument('<annotations>', 'annotation file, or a Pascal VOC folder')
    .addOption(new Option('--form <form>', 'form of the annotations').choices(datasetForms).default('lvis' as const))
    .option('--split <name>', 'split of a Pascal VOC folder')
    .option('--classes <number>', 'list so many of the most and least frequent classes', positiveNumber, 5)
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm data stats data/w2/annotations/train.json')
    .action(async (annotations, { form, split, classes, json }) => {
      const { summary, report } = await summarize(annotations, form, split);
      // Classes by falling number of objects.
      const sorted = summary.classes.toSorted((a, b) => b.instances - a.instances);
      output({ ...summary, classes: sorted, report }, json, (found) => render(found, classes));
    });
}

async function summarize(place: string, form: (typeof datasetForms)[number], split: string | undefined): Promise<Counts> {
  requirePlace(place);
  if (form !== 'voc') return summarizeFile(place, form);
  const dataset = await openAnyDataset({ place, form, ...(split === undefined ? {} : { split }) });
  return { summary: summarizeDataset(dataset), report: dataReportOf(dataset) };
}

interface Counts {
  readonly summary: DatasetSummary;
  /** What was left out. */
  readonly report: DataReport | undefined;
}

function render(
  { name, images, annotatedImages, instances, groups, classes, report }: DatasetSummary & Pick<Counts, 'report'>,
  listed: number,
): string {
  const groupRows = Object.entries(groups).map(([group, members]) => [group, String(members.classes), String(members.instances)]);
  const shown = [...classes.slice(0, listed), ...classes.slice(Math.max(listed, classes.length - listed))];
  const rows = shown.map((row) => [String(row.id), classLabel(row.name), row.frequency, String(row.images), String(row.instances)]);
  const problems =
    report?.problems.map(
      ({ kind, count, action, meaning, examples }) => `${count} × ${kind} (${action}): ${meaning} E.g. ${examples.join(', ')}`,
    ) ?? [];
  return [
    `${name}: ${images} images (${annotatedImages} with objects), ${instances} objects, ${classes.length} classes`,
    table(['group', 'classes', 'objects'], groupRows),
    table(['id', 'class', 'group', 'images', 'objects'], rows),
    ...problems,
  ].join('\n');
}
