import { Command } from '@commander-js/extra-typings';
import { mkdirSync } from 'node:fs';

import { apTables, apTableText } from '@ecm/report';
import { loadExperiment, testExperiment } from '@ecm/runtime';

import { exitCodes } from '../terminal/exit-codes.js';
import { interruptSignal } from '../terminal/interrupt.js';
import { output } from '../terminal/output.js';
import { runListener } from '../terminal/run-listener.js';
import { collectOverride, pluginOption } from './shared-options.js';

/** `ecm test`: evaluates trained weights. */
export function testCommand() {
  return new Command('test')
    .description("evaluate trained weights on the config's validation set")
    .argument('<config>', 'config file, also config.json of a run')
    .requiredOption('--weights <path>', 'a run, a checkpoint, or a .safetensors or .pth file')
    .option('--set <pointer=value>', 'override a value', collectOverride, {})
    .addOption(pluginOption())
    .option('--out <folder>', 'write result files and evaluation.json there')
    .option('--json', 'print the results as JSON', false)
    .addHelpText('after', '\nExample:\n  ecm test configs/mini/w2-ecm.json --weights runs/w2-ecm/2026-01-31-120000')
    .action(async (config, options) => {
      const experiment = await loadExperiment(config, options.set, options.plugin);
      if (options.out !== undefined) mkdirSync(options.out, { recursive: true });
      const listener = runListener(config);
      const signal = interruptSignal('Stopping after this batch.');
      const folder = options.out === undefined ? {} : { folder: options.out };
      const results = await testExperiment({ experiment, weights: options.weights, listener, signal, ...folder });
      listener.stop();
      if (results === undefined) process.exitCode = exitCodes.interrupted;
      else output(results, options.json, () => apTableText(apTables([{ name: config, results }])));
    });
}
