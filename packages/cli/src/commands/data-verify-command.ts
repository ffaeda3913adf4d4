import { existsSync } from 'node:fs';

import { Command } from '@commander-js/extra-typings';
import { UserError } from '@ecm/core';
import { verifyFile } from '@ecm/datasets/node';

import { dataReportText } from '../terminal/data-report.js';
import { exitCodes } from '../terminal/exit-codes.js';
import { positiveNumber } from '../terminal/number-arguments.js';
import { output } from '../terminal/output.js';

/** `ecm data verify`: finds what breaks trainings. */
export function dataVerifyCommand() {
  return new Command('verify')
    .description('check an annotation file and its images; all flaws are counted, with examples')
    .argument('<file>', 'annotation file in LVIS or COCO form')
    .option('--images <folder>', 'also decode the image files in this folder')
    .option('--headers', 'read the headers of images only: faster, but damaged pixels are not found', false)
    .option('--max-pixels <number>', 'refuse larger images', positiveNumber, 100_000_000)
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      '\nExample:\n  ecm data verify data/w2/annotations/train.json --images data/w2/images\n\nExit code 1 if a flaw was found; what is only noted is none.',
    )
    .action(async (file, { images, headers, maxPixels, json }) => {
      if (images !== undefined && !existsSync(images)) throw new UserError(`There is no folder "${images}".`);
      const report = await verifyFile(file, { decode: !headers, maxPixels, ...(images === undefined ? {} : { imageRoot: images }) });
      output(report, json, dataReportText);
      if (report.problems.some(({ action }) => action !== 'noted')) process.exitCode = exitCodes.failed;
    });
}
