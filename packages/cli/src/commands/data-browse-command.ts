import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { Command, Option } from '@commander-js/extra-typings';
import { didYouMean } from '@ecm/config';
import { UserError } from '@ecm/core';
import { contactSheet, drawObjects, encodePicture, objectsOfAnnotations, readPicture } from '@ecm/report';

import { positiveNumber } from '../terminal/number-arguments.js';
import { output } from '../terminal/output.js';
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
      const names = dataset.categories.map(({ name }) => name);
      if (wanted !== undefined && !names.includes(wanted))
        throw new UserError(`${dataset.name} has no class "${wanted}". ${didYouMean(wanted, names)}\`ecm data stats\` lists classes.`);
      const labels = new Map(dataset.categories.map(({ id }, label) => [id, label]));
      const labelOf = (id: number): number => labels.get(id) ?? 0;
      const fits = (index: number): boolean =>
        wanted === undefined || dataset.annotations(index).some(({ categoryId }) => names[labelOf(categoryId)] === wanted);
      const candidates = Array.from({ length: dataset.size }, (_, index) => index).filter(fits);
      if (candidates.length === 0)
        throw new UserError(`No image of ${dataset.name} has ${wanted === undefined ? 'a record' : `a "${wanted}"`}.`);
      const chosen = evenlySpread(candidates, count);
      await mkdir(out, { recursive: true });
      const cells = [];
      for (const index of chosen) {
        const { fileName, width, height } = dataset.image(index);
        const picture = await readPicture(path.join(dataset.imageRoot, fileName));
        const objects = objectsOfAnnotations(dataset.annotations(index), { labelOf, names, width, height });
        const drawn = await drawObjects(picture, objects);
        await writeFile(path.join(out, `${fileName.replaceAll(/[\\/]/gu, '-')}.png`), await encodePicture(drawn));
        cells.push({ picture: drawn, caption: fileName });
      }
      const sheet = path.join(out, 'sheet.png');
      await writeFile(sheet, await encodePicture(await contactSheet(cells, { columns: 4, cell: 320 })));
      output({ sheet, images: chosen.length }, json, () => `${chosen.length} drawings and ${sheet}`);
    });
}

/** @returns so many of the items as wanted, or all, at equal distances */
export function evenlySpread<T>(items: readonly T[], wanted: number): T[] {
  const count = Math.min(wanted, items.length);
  return items.filter((_, i) => (i * count) % items.length < count);
}
