import path from 'node:path';

import { Command } from '@commander-js/extra-typings';
import { runFolderAt } from '@ecm/engine';
import { collectScores, loadExperiment } from '@ecm/runtime';

import { exitCodes } from '../terminal/exit-codes.js';
import { interruptSignal } from '../terminal/interrupt.js';
import { positiveNumber } from '../terminal/number-arguments.js';
import { output } from '../terminal/output.js';
import { type Progress, startProgress } from '../terminal/progress.js';
import { collectOverride, pluginOption } from './shared-options.js';

/** `ecm analyze scores`: how checkpoints of a run rank the regions of training images. */
export function analyzeScoresCommand() {
  return new Command('scores')
    .description('score the regions of training images with checkpoints of a run: one file of ranks per checkpoint')
    .argument('<run>', 'folder of the run')
    .option('--checkpoints <steps>', 'training steps, e.g. 400,800, or all', checkpointSteps, 'all' as const)
    .option('--images <number>', 'so many training images, evenly spread; all if absent', positiveNumber)
    .option('--set <pointer=value>', 'override a value, e.g. --set /model/boxHead/sampler/count=256', collectOverride, {})
    .addOption(pluginOption())
    .option('--out <folder>', 'folder of the files; "scores" in the run if absent')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm analyze scores runs/w2-ecm/2026-01-31-120000 --checkpoints 400,800,1800 --images 500')
    .action(async (run, { checkpoints, images, set, plugin, out, json }) => {
      const experiment = await loadExperiment(runFolderAt(run).config, set, plugin);
      let bar: Progress | undefined;
      const files = await collectScores({
        experiment,
        run,
        steps: checkpoints,
        outDir: out ?? path.join(run, 'scores'),
        ...(images === undefined ? {} : { images }),
        listener: { note: (line) => void process.stderr.write(`${line}\n`) },
        onProgress: ({ done, total }) => {
          bar ??= startProgress('Scoring', total, 'images');
          bar.update(done);
        },
        signal: interruptSignal('Stopping.'),
      });
      bar?.stop();
      if (files === undefined) process.exitCode = exitCodes.interrupted;
      else output({ files }, json, () => files.join('\n'));
    });
}

function checkpointSteps(text: string): readonly number[] | 'all' {
  return text === 'all' ? text : text.split(',').map(positiveNumber);
}
