import { Command, Option } from '@commander-js/extra-typings';
import { didYouMean } from '@ecm/config';
import type { Dataset } from '@ecm/core';
import { UserError } from '@ecm/core';

import { positiveNumber } from '../terminal/number-arguments.js';
import { output } from '../terminal/output.js';
import { type Progress, startProgress } from '../terminal/progress.js';
import { datasetForms, openAnyDataset } from './open-any-dataset.js';

/** `ecm data browse`: draws annotations. */
export function dataBrowseCommand() {
  return new Command('browse')
    .description('draw the annotations of some images, one picture each and a sheet of all')
    .argument('<annotations>', 'annotation file, or a Pascal VOC folder')
    .addOption(new Option('--form <form>', 'form of the annotations').choices(datasetForms).default('lvis' as const))
    .option('--split <name>', 'split of a Pascal VOC folder')
    .option('--images <folder>', 'folder of the images; beside the annotations if left out')
    .option('--count <number>', 'number of images, evenly spread', positiveNumber, 12)
    .option('--class <name>', 'only images with this class')
    .option('--out <folder>', 'folder of the drawings', 'browse')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm data browse data/w2/annotations/train.json --images data/w2/images --out browse')
    .action(async (annotations, { form, split, images, count, class: wanted, out, json }) => {
      const dataset = await openAnyDataset({
        place: annotations,
        form,
        ...(split === undefined ? {} : { split }),
        ...(images === undefined ? {} : { images }),
      });
      const candidates = imagesWith(dataset, wanted);
      const { drawSamples } = await import('../browsing/draw-samples.js');
      let progress: Progress | undefined;
      const onImage = (done: number, total: number): void => {
        progress ??= startProgress('Drawing', total, 'images');
        progress.update(done);
      };
      const samples = await drawSamples({ dataset, candidates, count, out, onImage }).finally(() => progress?.stop());
      for (const reason of samples.unreadable) process.stderr.write(`Left out: ${reason}\n`);
      if (samples.missing > 0) {
        const where = `${samples.missing} of ${candidates.length} image files are missing in "${dataset.imageRoot}"`;
        process.stderr.write(`${where}; the drawings are of others.\n`);
      }
      output(samples, json, ({ images: drawn, sheets }) => `${drawn} drawings and ${sheets.join(', ')}`);
    });
}

/** @returns indices of the images with a class, or of all */
function imagesWith(dataset: Dataset, wanted: string | undefined): number[] {
  const all = Array.from({ length: dataset.size }, (_, index) => index);
  if (wanted === undefined) return all;
  const category = dataset.categories.find(({ name }) => name === wanted);
  if (category === undefined) {
    const names = dataset.categories.map(({ name }) => name);
    throw new UserError(`${dataset.name} has no class "${wanted}". ${didYouMean(wanted, names)}\`ecm data stats\` lists classes.`);
  }
  const found = all.filter((index) => dataset.annotations(index).some(({ categoryId }) => categoryId === category.id));
  if (found.length === 0) throw new UserError(`No image of ${dataset.name} has a "${wanted}".`);
  return found;
}
