import { Command } from '@commander-js/extra-typings';
import { removeUnbegunRun, runFolderAt } from '@ecm/engine';
import { apTables, apTableText } from '@ecm/report';
import { loadExperiment, newRun, trainExperiment, writeRunReport } from '@ecm/runtime';

import { exitCodes } from '../terminal/exit-codes.js';
import { interruptSignal } from '../terminal/interrupt.js';
import { output } from '../terminal/output.js';
import { runListener } from '../terminal/run-listener.js';
import { collectOverride, pluginOption } from './shared-options.js';

/** `ecm train`: trains, evaluates and reports. */
export function trainCommand() {
  return new Command('train')
    .description('train a detector, evaluate it and write a report')
    .argument('[config]', 'config file; with --resume the one in the run')
    .option('--set <pointer=value>', 'override a value, e.g. --set /schedule/steps=200', collectOverride, {})
    .addOption(pluginOption())
    .option('--out <folder>', 'folder of all runs', 'runs')
    .option('--resume <run>', 'go on from the newest checkpoint of this run folder')
    .option('--json', 'print the results as JSON', false)
    .addHelpText('after', '\nExamples:\n  ecm train configs/mini/w2-ecm.json\n  ecm train --resume runs/w2-ecm/2026-01-31-120000')
    .action(async (config, options, command) => {
      const file = options.resume === undefined ? config : runFolderAt(options.resume).config;
      if (file === undefined) return command.error('error: name a config, or a run with --resume', { exitCode: exitCodes.wrongUsage });
      const experiment = await loadExperiment(file, options.set, options.plugin);
      const folder = options.resume === undefined ? await newRun(experiment, options.out) : runFolderAt(options.resume);
      const listener = runListener(folder.path);
      const signal = interruptSignal('Finishing this step and saving a checkpoint.');
      const request = { experiment, folder, resume: options.resume !== undefined, listener, signal };
      const run = await trainExperiment(request).catch((cause: unknown) => {
        if (!request.resume) removeUnbegunRun(folder);
        throw cause;
      });
      listener.stop();
      if (run.results === undefined) {
        process.stderr.write(`Stopped at step ${run.step}. Go on with: ecm train --resume ${folder.path}\n`);
        process.exitCode = exitCodes.interrupted;
        return;
      }
      const report = await writeRunReport([folder]);
      output(
        { run: folder.path, report, results: run.results },
        options.json,
        ({ results }) => `${apTableText(apTables([{ name: folder.path, results }]))}\nReport: ${report}`,
      );
    });
}
