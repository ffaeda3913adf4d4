// CPU time of single ops of @ecm/tensor, forward and with all gradients, beside tfjs's own kernels and PyTorch, one thread each.
// node tools/bench/tensor/ops.mjs [wasm|cpu] [--only TEXT] [--no-torch]
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { SeededRandom } from '../../../packages/core/dist/index.js';
import { gradientsOf } from '../../../packages/tensor/dist/autograd/index.js';
import { conv2d, groupNorm, linear, maxPool, roiAlign, tf, useBackend } from '../../../packages/tensor/dist/index.js';
import { pythonWith, torchPackages } from '../venv.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' }, 'no-torch': { type: 'boolean', default: false } },
});
const [backend = 'wasm'] = positionals;
await useBackend(backend);
const stream = new SeededRandom('ops');
const random = () => stream.uniform();
const tensor = (shape) =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() * 2 - 1),
    shape,
  );

/** Least CPU ms of several calls. */
function leastTime(run) {
  const once = () => {
    const from = process.cpuUsage();
    tf.tidy(() => void run());
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1e3;
  };
  let least = once();
  const calls = Math.max(2, Math.min(30, Math.round(1000 / Math.max(least, 1))));
  for (let i = 0; i < calls; i++) least = Math.min(least, once());
  return least;
}

/** Jobs: `shapes` are ours, `torch` says the same in PyTorch's order. */
const jobs = [];

for (const [name, x, w, { stride = 1, padding = 0 }] of [
  ['mini 3x3 24 -> 24 at 4x24x24', [4, 24, 24, 24], [3, 3, 24, 24], { padding: 1 }],
  ['mini 3x3 48 -> 48 at 4x24x24', [4, 24, 24, 48], [3, 3, 48, 48], { padding: 1 }],
  ['mini 3x3 48 -> 96 at 4x12x12, stride 2', [4, 12, 12, 48], [3, 3, 48, 96], { padding: 1, stride: 2 }],
  ['stem 7x7 3 -> 64 at 1x400x672, stride 2', [1, 400, 672, 3], [7, 7, 3, 64], { padding: 3, stride: 2 }],
  ['3x3 256 -> 256 at 1x100x168', [1, 100, 168, 256], [3, 3, 256, 256], { padding: 1 }],
  ['1x1 1024 -> 256 at 1x50x84', [1, 50, 84, 1024], [1, 1, 1024, 256], {}],
]) {
  const size = (n, k) => Math.floor((n + 2 * padding - k) / stride) + 1;
  jobs.push({
    name: `conv ${name}`,
    shapes: [x, w],
    flops: 2 * x[0] * size(x[1], w[0]) * size(x[2], w[1]) * w[0] * w[1] * w[2] * w[3],
    op: (a, b) => conv2d(a, b, { stride, padding }),
    stock: (a, b) => tf.conv2d(a, b, stride, padding, 'NHWC', 1, 'floor'),
    torch: {
      kind: 'conv',
      stride,
      padding,
      shapes: [
        [x[0], x[3], x[1], x[2]],
        [w[3], w[2], w[0], w[1]],
      ],
    },
  });
}
for (const [rows, inputs, outputs] of [
  [256, 2352, 192],
  [512, 12544, 1024],
]) {
  jobs.push({
    name: `linear ${rows} x ${inputs} -> ${outputs}`,
    shapes: [[rows, inputs], [inputs, outputs], [outputs]],
    flops: 2 * rows * inputs * outputs,
    op: linear,
    torch: { kind: 'linear', shapes: [[rows, inputs], [outputs, inputs], [outputs]] },
  });
}
jobs.push({
  name: 'group norm of 6 groups at 4x24x24x48',
  shapes: [[4, 24, 24, 48], [48], [48]],
  op: (x, gamma, beta) => groupNorm(x, gamma, beta, { groups: 6, epsilon: 1e-5 }),
  torch: { kind: 'group norm', groups: 6, shapes: [[4, 48, 24, 24], [48], [48]] },
});
for (const [images, height, width, channels, count] of [
  [4, 24, 24, 48, 256],
  [1, 200, 336, 256, 512],
]) {
  const [size, scale] = [7, 0.25];
  const rois = Array.from({ length: count }, (_, i) => {
    const side = 16 + (random() * 0.3 * height) / scale;
    const [left, top] = [random() * (width / scale - side), random() * (height / scale - side)];
    return [Math.floor((i * images) / count), left, top, left + side, top + side];
  });
  const flat = Float32Array.from(rois.flat());
  jobs.push({
    name: `RoIAlign ${count} of 7x7 on ${images}x${height}x${width}x${channels}`,
    shapes: [[images, height, width, channels]],
    op: (x) => roiAlign(x, flat, { outputHeight: size, outputWidth: size, scale, samplingRatio: 0 }),
    torch: { kind: 'RoIAlign', size, scale, rois, shapes: [[images, channels, height, width]] },
  });
}
jobs.push({
  name: 'max pool 3x3 at 1x200x336x64, stride 2',
  shapes: [[1, 200, 336, 64]],
  op: (x) => maxPool(x, { size: 3, stride: 2, padding: 1 }),
  stock: (x) => tf.maxPool(x, 3, 2, 1, 'floor'),
  torch: { kind: 'max pool', shapes: [[1, 64, 200, 336]] },
});

const wanted = jobs.filter(({ name }) => name.includes(options.only));
let torch = {};
if (!options['no-torch']) {
  const python = pythonWith('torch', torchPackages);
  const input = JSON.stringify(wanted.map(({ name, torch: job }) => ({ name, ...job })));
  const env = { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  torch = JSON.parse(execFileSync(python, [fileURLToPath(new URL('ops.py', import.meta.url))], { env, input, encoding: 'utf8' }));
}

console.log(`CPU ms, least of several calls, one thread${''.padEnd(18)}${backend.padStart(10)}     GFLOP/s      tfjs   PyTorch`);
for (const { name, shapes, flops = 0, op, stock } of wanted) {
  const inputs = shapes.map(tensor);
  const print = (label, time, work, other) => {
    const cells = [time.toFixed(2).padStart(10), (work === 0 ? '' : (work / time / 1e6).toFixed(1)).padStart(12)];
    cells.push((other === undefined ? '' : other.toFixed(2)).padStart(10), (torch[label]?.toFixed(2) ?? '').padStart(10));
    console.log(label.padEnd(60) + cells.join(''));
  };
  const stockTime = stock === undefined ? undefined : leastTime(() => stock(...inputs));
  print(
    name,
    leastTime(() => op(...inputs)),
    flops,
    stockTime,
  );
  print(
    `${name}, with gradients`,
    leastTime(() => gradientsOf((...xs) => op(...xs).sum(), inputs)),
    3 * flops,
  );
  tf.dispose(inputs);
}
