import { Command } from '@commander-js/extra-typings';
import { inferImages, loadExperiment } from '@ecm/runtime';

import { interruptSignal } from '../terminal/interrupt.js';
import { finiteNumber, positiveNumber } from '../terminal/number-arguments.js';
import { output } from '../terminal/output.js';
import { runListener } from '../terminal/run-listener.js';
import { table } from '../terminal/table.js';
import { collectOverride, pluginOption } from './shared-options.js';

/** `ecm infer`: detects on images of one's own. */
export function inferCommand() {
  return new Command('infer')
    .description('detect on images or folders; writes detections.json and drawings')
    .argument('<config>', 'config file, also config.json of a run')
    .argument('<images...>', 'image files or folders')
    .requiredOption('--weights <path>', 'a run, a checkpoint, or a .safetensors or .pth file')
    .option('--out <folder>', 'folder of the results', 'detections')
    .option('--min-score <number>', 'show nothing below', finiteNumber, 0.3)
    .option('--limit <number>', 'most objects of an image', positiveNumber, 100)
    .option('--set <pointer=value>', 'override a value', collectOverride, {})
    .addOption(pluginOption())
    .option('--json', 'print the detections as JSON', false)
    .addHelpText('after', '\nExample:\n  ecm infer configs/mini/w2-ecm.json photos/ --weights runs/w2-ecm/2026-01-31-120000 --out found')
    .action(async (config, images, options) => {
      const experiment = await loadExperiment(config, options.set, options.plugin);
      const listener = runListener(config);
      const { weights, out: outDir, minScore, limit } = options;
      const signal = interruptSignal('Stopping after this batch.');
      const found = await inferImages({ experiment, weights, inputs: images, outDir, minScore, limit, listener, signal });
      listener.stop();
      const rows = found.map(({ file, objects, drawing }) => [file, String(objects.length), drawing]);
      output(found, options.json, () => table(['image', 'objects', 'drawing'], rows));
    });
}
