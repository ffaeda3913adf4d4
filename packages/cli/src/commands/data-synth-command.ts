import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import type { JsonObject } from '@ecm/config';
import { synthesize, worldPresetNames } from '@ecm/datasets/node';

import { interruptSignal } from '../terminal/interrupt.js';
import { wholeNumber } from '../terminal/number-arguments.js';
import { output } from '../terminal/output.js';
import { startProgress } from '../terminal/progress.js';
import { seconds } from '../terminal/quantities.js';

/** `ecm data synth`: makes a long-tailed world of glyphs. */
export function dataSynthCommand() {
  return new Command('synth')
    .description('make a long-tailed instance-segmentation data set from emoji glyphs, in LVIS format')
    .requiredOption('--out <folder>', 'folder of the data set')
    .option('--preset <name>', `one of ${worldPresetNames.join(', ')}`, 'w2')
    .option('--seed <number>', 'with the options it decides every byte', wholeNumber, 0)
    .option('--classes <number>', 'number of classes, 10 to 1203', wholeNumber)
    .option('--train-images <number>', 'number of training images', wholeNumber)
    .option('--val-images <number>', 'number of validation images', wholeNumber)
    .option('--image-size <pixels>', 'side of the square images', wholeNumber)
    .option('--val <kind>', 'balanced or natural validation set')
    .option('--options <json>', 'any other options as a JSON object, e.g. \'{"clutter":2}\'', jsonObject, {})
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm data synth --preset w2 --out data/w2')
    .action(async (given) => {
      const started = performance.now();
      const { classes, trainImages, valImages, imageSize, val } = given;
      const named = Object.entries({ classes, trainImages, valImages, imageSize, val }).filter(([, value]) => value !== undefined);
      let progress: ReturnType<typeof startProgress> | undefined;
      const report = await synthesize({
        preset: given.preset,
        options: { ...given.options, ...Object.fromEntries(named) },
        outDir: given.out,
        seed: given.seed,
        signal: interruptSignal('Stopping; nothing half-made is left behind.'),
        onProgress: (done, total) => {
          progress ??= startProgress('Drawing', total, 'images');
          progress.update(done);
        },
      });
      progress?.stop();
      output(report, given.json, ({ written, folder, world }) => {
        const { images, instances, groups } = world;
        const what = `${images.train} + ${images.val} images, ${instances.train} + ${instances.val} objects, classes r/c/f ${groups.r}/${groups.c}/${groups.f}`;
        return written
          ? `Wrote ${folder} in ${seconds(performance.now() - started)}: ${what}`
          : `${folder} holds this data set already: ${what}`;
      });
    });
}

function jsonObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidArgumentError('It must be a JSON object.');
  return value as JsonObject;
}
