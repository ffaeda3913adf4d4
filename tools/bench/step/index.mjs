// A training step of the mini Mask R-CNN here and in PyTorch, in turns, one thread each; CPU seconds, minimum over all rounds.
// Usage: node tools/bench/step/index.mjs [--rounds 3] [--steps 30] [--backends wasm,cpu]
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { pythonWith, torchPackages } from '../venv.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '30' },
    backends: { type: 'string', default: 'wasm' },
  },
});
const python = pythonWith('torch', torchPackages);
const env = { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
const json = (command, args) =>
  JSON.parse(
    execFileSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .split('\n')
      .at(-1),
  );

const runs = { 'PyTorch 2.0.1': () => json(python, [path.join(here, 'mini_mask_rcnn.py'), values.steps, '1']) };
for (const backend of values.backends.split(',')) {
  // The plain cpu backend is far slower: a few steps say enough.
  runs[`here, ${backend}`] = () =>
    json(process.execPath, [path.join(here, 'mini-mask-rcnn.mjs'), backend === 'cpu' ? '4' : values.steps, backend]);
}
const best = {};
for (let round = 0; round < Number(values.rounds); round++) {
  for (const [name, run] of Object.entries(runs)) {
    const result = run();
    if (best[name] === undefined || result.cpu.min < best[name].cpu.min) best[name] = result;
  }
}
const reference = best['PyTorch 2.0.1'].cpu.min;
for (const [name, { cpu, parts, peakMegabytes }] of Object.entries(best)) {
  const memory = peakMegabytes === undefined ? '' : `, ${peakMegabytes} MB resident`;
  console.log(
    `${name}: ${cpu.min.toFixed(3)} s CPU a step (median ${cpu.median.toFixed(3)}), ${(cpu.min / reference).toFixed(2)} x PyTorch${memory}`,
  );
  for (const [part, figure] of Object.entries(parts)) console.log(`    ${part}: ${figure.min.toFixed(4)} s`);
}
