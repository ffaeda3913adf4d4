import { createRequire } from 'node:module';
import path from 'node:path';

import { Command } from '@commander-js/extra-typings';
import { synthesize } from '@ecm/datasets/node';
import { runFolderAt } from '@ecm/engine';
import { apTables, apTableText } from '@ecm/report';
import { writeRunReport } from '@ecm/runtime';

import { exitCodes } from '../terminal/exit-codes.js';
import { interruptSignal } from '../terminal/interrupt.js';
import { wholeNumber } from '../terminal/number-arguments.js';
import { output } from '../terminal/output.js';
import { seconds } from '../terminal/quantities.js';
import { requireRoom } from '../terminal/require-room.js';
import { documentedSeeds } from './documented-seeds.js';
import { trainSideBySide } from './train-side-by-side.js';

/** What is compared: a config of `@ecm/configs` for each loss. */
const contestants = [
  { name: 'softmax CE', config: 'mini/w2-ce.json' },
  { name: 'ECM', config: 'mini/w2-ecm.json' },
];

/** A minute's worth: a smaller world, fewer steps. Nothing is learnt well in it. */
const quickWorld = { trainImages: 200, valImages: 40, valInstances: [1, 2], maxInstances: 40 } as const;
const quickSteps = 150;

const explanation =
  'Two detectors that differ in the classification loss and its classifier alone, trained for the same steps with the same seed on a small ' +
  'world of glyphs. One run says little: docs/demo.md shows the spread over seeds.';

/** `ecm demo`: the main job. */
export function demoCommand() {
  return new Command('demo')
    .description('make a small long-tailed world, train with two losses side by side, compare them in a report')
    .option('--quick', 'one minute: a smaller world and fewer steps, to see that everything works', false)
    .option('--out <folder>', 'folder of the runs', 'runs/demo')
    .option('--data <folder>', 'folder of data sets', 'data')
    .option('--seed <number>', 'seed of the training', wholeNumber, 0)
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm demo --quick')
    .action(async ({ quick, out, data, seed, json }) => {
      const started = performance.now();
      requireRoom(data);
      const signal = interruptSignal('Stopping; both trainings save a checkpoint.');
      const name = quick ? 'w2-quick' : 'w2';
      const world = await synthesize({ preset: 'w2', outDir: path.join(data, name), signal, ...(quick ? { options: quickWorld } : {}) });
      process.stderr.write(`${world.written ? 'Made' : 'Found'} the world in ${world.folder} (${seconds(performance.now() - started)})\n`);
      const overrides = [
        `/data/root=${path.resolve(data)}`,
        `/seed=${seed}`,
        ...['train', 'val'].flatMap((split) => [
          `/data/${split}/annotations=${name}/annotations/${split}.json`,
          `/data/${split}/images=${name}/images`,
        ]),
        ...(quick ? [`/schedule/steps=${quickSteps}`] : []),
      ];
      const require = createRequire(import.meta.url);
      const jobs = contestants.map(({ name: title, config }) => ({ title, config: require.resolve(`@ecm/configs/${config}`) }));
      const trained = await trainSideBySide(jobs, { overrides, out, signal, testImages: world.world.images.val });
      if (trained === undefined) {
        process.exitCode = exitCodes.interrupted;
        return;
      }
      const names = contestants.map((contestant) => contestant.name);
      const file = path.join(out, 'report.html');
      const folders = trained.map(({ run }) => runFolderAt(run));
      await writeRunReport(folders, {
        file,
        names,
        title: 'Softmax cross-entropy and ECM on a long-tailed world of glyphs',
        note: explanation,
      });
      const rows = trained.map(({ results }, index) => ({ name: names[index] ?? '', results }));
      output({ seconds: (performance.now() - started) / 1000, report: file, runs: trained }, json, () =>
        [
          apTableText(apTables(rows)),
          explanation,
          documentedSeeds(),
          `Report: ${path.resolve(file)} (${seconds(performance.now() - started)} in all)`,
        ].join('\n\n'),
      );
    });
}
