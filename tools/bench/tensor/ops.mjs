// CPU time of single ops of @ecm/tensor, forward and with all gradients, beside tfjs's own kernels where it has them.
// node tools/bench/tensor/ops.mjs [wasm|cpu] [only names that contain this]
import { gradientsOf } from '../../../packages/tensor/dist/autograd/index.js';
import { conv2d, groupNorm, linear, maxPool, roiAlign, tf, useBackend } from '../../../packages/tensor/dist/index.js';
import { mulberry } from './mini-model.mjs';

const [backend = 'wasm', only = ''] = process.argv.slice(2);
await useBackend(backend);
const random = mulberry(3);
const values = (...shape) =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() * 2 - 1),
    shape,
  );

/** Least CPU seconds of several calls. */
function seconds(run) {
  const once = () => {
    const from = process.cpuUsage();
    tf.tidy(run);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1e6;
  };
  let least = once();
  const calls = Math.max(2, Math.min(30, Math.round(1 / Math.max(least, 1e-3))));
  for (let i = 0; i < calls; i++) least = Math.min(least, once());
  return least;
}

const dry = (run) => () => void run();
const backward = (op, ...inputs) => dry(() => gradientsOf((...xs) => op(...xs).sum(), inputs));

const convolutions = [
  ['mini 3x3 24 -> 24 at 4x24x24', [4, 24, 24, 24], [3, 3, 24, 24], { padding: 1 }],
  ['mini 3x3 48 -> 48 at 4x24x24', [4, 24, 24, 48], [3, 3, 48, 48], { padding: 1 }],
  ['mini 3x3 48 -> 96 at 4x12x12, stride 2', [4, 12, 12, 48], [3, 3, 48, 96], { padding: 1, stride: 2 }],
  ['stem 7x7 3 -> 64 at 1x400x672, stride 2', [1, 400, 672, 3], [7, 7, 3, 64], { padding: 3, stride: 2 }],
  ['3x3 256 -> 256 at 1x100x168', [1, 100, 168, 256], [3, 3, 256, 256], { padding: 1 }],
  ['1x1 1024 -> 256 at 1x50x84', [1, 50, 84, 1024], [1, 1, 1024, 256], {}],
];
const cases = [];
for (const [name, xShape, wShape, options] of convolutions) {
  const [x, w] = [values(...xShape), values(...wShape)];
  const { stride = 1, padding = 0 } = options;
  const outputs = conv2d(x, w, options).size;
  const flops = 2 * outputs * wShape[0] * wShape[1] * wShape[2];
  cases.push([`conv ${name}`, flops, dry(() => conv2d(x, w, options)), dry(() => tf.conv2d(x, w, stride, padding, 'NHWC', 1, 'floor'))]);
  cases.push([`conv ${name}, with gradients`, 3 * flops, backward((a, b) => conv2d(a, b, options), x, w)]);
}
for (const [rows, inputs, outputs] of [
  [256, 2352, 192],
  [512, 12544, 1024],
]) {
  const [x, w, b] = [values(rows, inputs), values(inputs, outputs), values(outputs)];
  const flops = 2 * rows * inputs * outputs;
  cases.push([`linear ${rows} x ${inputs} -> ${outputs}`, flops, dry(() => linear(x, w, b))]);
  cases.push([`linear ${rows} x ${inputs} -> ${outputs}, with gradients`, 3 * flops, backward(linear, x, w, b)]);
}
{
  const [x, gamma, beta] = [values(4, 24, 24, 48), values(48), values(48)];
  const op = (a, b, c) => groupNorm(a, b, c, { groups: 6, epsilon: 1e-5 });
  cases.push(['group norm 4x24x24x48', 0, dry(() => op(x, gamma, beta))]);
  cases.push(['group norm 4x24x24x48, with gradients', 0, backward(op, x, gamma, beta)]);
}
for (const [name, shape, count, size, scale] of [
  ['256 of 7x7 on 4x24x24x48', [4, 24, 24, 48], 256, 7, 0.25],
  ['512 of 7x7 on 1x200x336x256', [1, 200, 336, 256], 512, 7, 0.25],
]) {
  const x = values(...shape);
  const [height, width] = [shape[1] / scale, shape[2] / scale];
  const rois = Float32Array.from(
    Array.from({ length: count }, (_, i) => {
      const side = 16 + random() * 0.3 * height;
      const [left, top] = [random() * (width - side), random() * (height - side)];
      return [Math.floor((i * shape[0]) / count), left, top, left + side, top + side];
    }).flat(),
  );
  const op = (a) => roiAlign(a, rois, { outputHeight: size, outputWidth: size, scale, samplingRatio: 0 });
  cases.push([`RoIAlign ${name}`, 0, dry(() => op(x))]);
  cases.push([`RoIAlign ${name}, with gradients`, 0, backward(op, x)]);
}
{
  const x = values(1, 200, 336, 64);
  const op = (a) => maxPool(a, { size: 3, stride: 2, padding: 1 });
  cases.push(['max pool 3x3 at 1x200x336x64, stride 2', 0, dry(() => op(x)), dry(() => tf.maxPool(x, 3, 2, 1, 'floor'))]);
  cases.push(['max pool 3x3 at 1x200x336x64, stride 2, with gradients', 0, backward(op, x)]);
}

console.log(`${backend}, CPU ms, least of several calls`);
for (const [name, flops, run, stock] of cases.filter(([name]) => name.includes(only))) {
  const time = seconds(run);
  const rate = flops === 0 ? '' : `${(flops / time / 1e9).toFixed(1)} GFLOP/s`;
  const other = stock === undefined ? '' : `tfjs ${(1e3 * seconds(stock)).toFixed(2)} ms`;
  console.log(`${name.padEnd(58)} ${(1e3 * time).toFixed(2).padStart(9)} ms  ${rate.padStart(14)}  ${other}`);
}
