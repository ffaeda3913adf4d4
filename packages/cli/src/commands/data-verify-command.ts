import { Command } from '@commander-js/extra-typings';
import { verifyFile } from '@ecm/datasets/node';

import { dataReportText } from '../terminal/data-report.js';
import { exitCodes } from '../terminal/exit-codes.js';
import { output } from '../terminal/output.js';

/** `ecm data verify`: finds what breaks trainings. */
export function dataVerifyCommand() {
  return new Command('verify')
    .description('check an annotation file and its images; all flaws are counted, with examples')
    .argument('<file>', 'annotation file in LVIS or COCO form')
    .option('--images <folder>', 'also check the image files in this folder')
    .option('--decode', 'decode every image in full, not its header alone', false)
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      '\nExample:\n  ecm data verify data/w2/annotations/train.json --images data/w2/images\n\nExit code 1 if a flaw was found.',
    )
    .action(async (file, { images, decode, json }) => {
      const report = await verifyFile(file, { decode, ...(images === undefined ? {} : { imageRoot: images }) });
      output(report, json, dataReportText);
      if (report.problems.length > 0) process.exitCode = exitCodes.failed;
    });
}
