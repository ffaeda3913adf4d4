// CPU time, resident memory and leaks of training steps of the mini model (batch 4, 96 x 96, forward and backward, no optimiser).
// node tools/bench/tensor/mini-step.mjs [wasm|cpu] [steps] [--profile]
import { tf, useBackend } from '../../../packages/tensor/dist/index.js';
import { valueAndGradients } from '../../../packages/tensor/dist/autograd/index.js';
import { miniModel, miniTargets, mulberry } from './mini-model.mjs';

const [name = 'wasm', steps = '30'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
await useBackend(name);
const model = miniModel();
const targets = miniTargets();
const random = mulberry(1);
const images = tf.tensor4d(
  Float32Array.from({ length: 4 * 96 * 96 * 3 }, () => random() * 2 - 1),
  [4, 96, 96, 3],
);
const step = () => {
  const { total, gradients } = valueAndGradients(() => model.losses(images, targets), model.store.trainable);
  tf.dispose(gradients);
  return total;
};
for (let i = 0; i < 3; i++) step();
const tensors = tf.memory().numTensors;
const times = [];
let total;
for (let i = 0; i < Number(steps); i++) {
  const from = process.cpuUsage();
  total = step();
  const used = process.cpuUsage(from);
  times.push((used.user + used.system) / 1e6);
}
times.sort((a, b) => a - b);
const forwardFrom = process.cpuUsage();
for (let i = 0; i < 10; i++) tf.tidy(() => void model.losses(images, targets));
const forward = process.cpuUsage(forwardFrom);
console.log(
  `${name}: CPU s a step median ${times[times.length >> 1].toFixed(4)}, least ${times[0].toFixed(4)}; forward ${((forward.user + forward.system) / 1e7).toFixed(4)}; ` +
    `loss ${total.toFixed(5)}; tensors +${tf.memory().numTensors - tensors}; resident ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
);
if (process.argv.includes('--profile')) {
  const { kernels } = await tf.profile(() => {
    for (let i = 0; i < 5; i++) step();
  });
  const byName = new Map();
  for (const { name: kernel, kernelTimeMs } of kernels) {
    const entry = byName.get(kernel) ?? { kernel, calls: 0, ms: 0 };
    entry.calls++;
    entry.ms += await kernelTimeMs;
    byName.set(kernel, entry);
  }
  const rows = [...byName.values()].sort((a, b) => b.ms - a.ms);
  for (const { kernel, calls, ms } of rows.slice(0, 30))
    console.log(`${kernel.padEnd(28)} ${(calls / 5).toFixed(1).padStart(7)} calls ${(ms / 5).toFixed(2).padStart(8)} ms`);
}
