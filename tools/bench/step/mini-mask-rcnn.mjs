// A training step of the mini Mask R-CNN (configs/mini/w2-ce.json) on synthetic batches; prints one JSON line.
// With --profile also the time of each kernel, of five steps forward and backward.
// Usage: node tools/bench/step/mini-mask-rcnn.mjs [STEPS] [BACKEND] [--profile]
import { parseArgs } from 'node:util';

import { loadConfig } from '../../../packages/config/dist/index.js';
import { SeededRandom } from '../../../packages/core/dist/index.js';
import { clipByNorm, globalNorm, gradientNorms } from '../../../packages/engine/dist/index.js';
import { encodeMask } from '../../../packages/geometry/dist/index.js';
import { allComponents, composeDetector, ContainerBuilder } from '../../../packages/runtime/dist/index.js';
import { optimizerFamily } from '../../../packages/core/dist/model/index.js';
import { valueAndGradients } from '../../../packages/tensor/dist/autograd/index.js';
import { tf, useBackend } from '../../../packages/tensor/dist/index.js';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { profile: { type: 'boolean', default: false } } });
const [steps, backend] = [Number(positionals[0] ?? 30), positionals[1] ?? 'wasm'];
const batchSize = 4;
const size = 96;
const classes = 100;

await useBackend(backend);
const config = { seed: 0, ...(await loadConfig(new URL('../../../configs/mini/w2-ce.json', import.meta.url).pathname)) };
const builder = new ContainerBuilder(allComponents);
const categories = Array.from({ length: classes }, (_, index) => ({ id: index + 1, name: `class ${index}` }));
const counts = new Float64Array(classes).fill(40);
const detector = composeDetector(builder, config, { categories, instanceCounts: counts, imageCounts: counts, annotatedImages: 1000 });
const optimizer = builder.build(optimizerFamily, config.schedule.optimizer, '/schedule/optimizer', {});
const clip = clipByNorm(5);
const random = new SeededRandom('bench');

const info = {
  id: 1,
  fileName: 'synthetic',
  originalHeight: size,
  originalWidth: size,
  height: size,
  width: size,
  paddedHeight: size,
  paddedWidth: size,
  scaleX: 1,
  scaleY: 1,
  flipped: false,
};
const rectangle = ([x1, y1, x2, y2]) => {
  const bitmap = new Uint8Array(size * size);
  for (let y = Math.floor(y1); y < Math.floor(y2); y++) bitmap.fill(1, y * size + Math.floor(x1), y * size + Math.floor(x2));
  return encodeMask(bitmap, size, size);
};
const truths = () =>
  Array.from({ length: batchSize }, () => {
    const rows = Array.from({ length: 4 }, () => {
      const [x, y] = [random.uniform() * 60, random.uniform() * 60];
      return [x, y, x + 18 + random.uniform() * 18, y + 18 + random.uniform() * 18];
    });
    return {
      boxes: Float32Array.from(rows.flat()),
      labels: Int32Array.from(rows, () => random.integer(classes)),
      masks: rows.map(rectangle),
    };
  });

const figure = (values) => {
  const sorted = values.slice(Math.min(5, values.length >> 1)).sort((a, b) => a - b);
  return { min: sorted[0], median: sorted[sorted.length >> 1] };
};
const cpu = [];
const wall = [];
const parts = { 'forward and backward': [], optimiser: [] };
let peak = 0;
const nextBatch = () => {
  const pixels = Float32Array.from({ length: batchSize * size * size * 3 }, () => random.uniform() * 2 - 1);
  return {
    images: tf.tensor4d(pixels, [batchSize, size, size, 3]),
    infos: Array.from({ length: batchSize }, () => info),
    truths: truths(),
  };
};
const forwardAndBackward = (batch) => valueAndGradients(() => detector.losses(batch, random), detector.parameters.trainable);
for (let step = 0; step < steps; step++) {
  const batch = nextBatch();
  const before = process.cpuUsage();
  const started = performance.now();
  const { gradients } = forwardAndBackward(batch);
  const middle = process.cpuUsage(before);
  const clipped = clip(gradients, globalNorm(gradientNorms(gradients)));
  optimizer.step(detector.parameters.trainable, clipped, 5e-4);
  tf.dispose([gradients, clipped, batch.images]);
  const after = process.cpuUsage(before);
  const seconds = ({ user, system }) => (user + system) / 1e6;
  cpu.push(seconds(after));
  parts['forward and backward'].push(seconds(middle));
  parts.optimiser.push(seconds(after) - seconds(middle));
  wall.push((performance.now() - started) / 1000);
  peak = Math.max(peak, process.memoryUsage().rss);
}
const parameters = detector.parameters.trainable.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
console.log(
  JSON.stringify({
    backend,
    parameters,
    cpu: figure(cpu),
    wall: figure(wall),
    parts: Object.fromEntries(Object.entries(parts).map(([name, values]) => [name, figure(values)])),
    peakMegabytes: Math.round(peak / 2 ** 20),
    tensors: tf.memory().numTensors,
  }),
);
if (options.profile) {
  const profiledSteps = 5;
  const { kernels } = await tf.profile(() => {
    for (let step = 0; step < profiledSteps; step++) {
      const batch = nextBatch();
      tf.dispose([forwardAndBackward(batch).gradients, batch.images]);
    }
  });
  const byName = new Map();
  for (const { name, kernelTimeMs } of kernels) {
    const entry = byName.get(name) ?? { calls: 0, milliseconds: 0 };
    byName.set(name, { calls: entry.calls + 1, milliseconds: entry.milliseconds + (await kernelTimeMs) });
  }
  for (const [name, { calls, milliseconds }] of [...byName].sort(([, a], [, b]) => b.milliseconds - a.milliseconds).slice(0, 30)) {
    const perStep = (value) => (value / profiledSteps).toFixed(1).padStart(8);
    console.log(`${name.padEnd(28)} ${perStep(calls)} calls ${perStep(milliseconds)} ms a step`);
  }
}
