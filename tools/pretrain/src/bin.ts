import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { SeededRandom } from '@ecm/core';
import { GlyphCrops } from '@ecm/datasets/node';
import { AdamwOptimizer, clipByNorm, CosineSchedule, gradientNorms, globalNorm } from '@ecm/engine';
import { tf, useBackend } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import { safetensorsChunks } from '@ecm/weights';

import { glyphClassifier } from './glyph-classifier.js';

/** The recipe of the trial: 24,000 crops of 200 glyphs, 8 epochs, AdamW with a cosine. */
const recipe = { crops: 24_000, glyphs: 200, size: 48, epochs: 8, batch: 32, learningRate: 0.002, weightDecay: 0.05, clipNorm: 5, seed: 0 };

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'configs/mini/assets/mini-resnet-glyphs.safetensors' },
    epochs: { type: 'string', default: String(recipe.epochs) },
    crops: { type: 'string', default: String(recipe.crops) },
  },
});
const { glyphs, size, batch, learningRate, weightDecay, clipNorm, seed } = recipe;
const epochs = Number(values.epochs);
const count = Number(values.crops);
const heldOut = 2000;

await useBackend('auto');
const crops = await GlyphCrops.open({ seed, count: count + heldOut, glyphs, size });
const classifier = glyphClassifier(glyphs, seed);
const optimizer = new AdamwOptimizer({
  learningRate,
  weightDecay,
  betas: [0.9, 0.999],
  epsilon: 1e-8,
  parameterRules: [
    { kind: 'norm', weightDecayFactor: 0 },
    { kind: 'bias', weightDecayFactor: 0 },
  ],
});
const stepsPerEpoch = Math.floor(count / batch);
const schedule = new CosineSchedule({ totalSteps: epochs * stepsPerEpoch, stepsPerEpoch, unit: 'step', minimumFactor: 0.02 });
const clip = clipByNorm(clipNorm);

function batchOf(indices: Int32Array, random?: SeededRandom) {
  const pixels = new Float32Array(indices.length * size * size * 3);
  const labels = new Int32Array(indices.length);
  indices.forEach((index, row) => {
    const crop = crops.at(index);
    const brightness = random === undefined ? 1 : 0.8 + 0.4 * random.uniform();
    const mirrored = random !== undefined && random.uniform() < 0.5;
    labels[row] = crop.label;
    for (let y = 0, i = row * size * size * 3; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const from = (y * size + (mirrored ? size - 1 - x : x)) * 3;
        for (let c = 0; c < 3; c++) pixels[i++] = (Math.min(255, (crop.pixels[from + c] ?? 0) * brightness) - 127.5) / 64;
      }
    }
  });
  return { images: tf.tensor4d(pixels, [indices.length, size, size, 3]), labels };
}

const started = performance.now();
let step = 0;
let recent = 0;
for (let epoch = 0; epoch < epochs; epoch++) {
  const random = new SeededRandom(seed, 'pretrain', epoch);
  const order = random.permutation(count);
  for (let first = 0; first + batch <= count; first += batch, step++) {
    const { images, labels } = batchOf(order.subarray(first, first + batch), random);
    const { total, gradients } = valueAndGradients(() => classifier.losses(images, labels), classifier.parameters.trainable);
    const clipped = clip(gradients, globalNorm(gradientNorms(gradients)));
    optimizer.step(classifier.parameters.trainable, clipped, learningRate * Math.min(1, (step + 1) / 30) * schedule.factor(step, epoch));
    tf.dispose([gradients, clipped, images]);
    recent = recent === 0 ? total : 0.98 * recent + 0.02 * total;
    if (step % 100 === 0)
      console.log(
        `epoch ${epoch} step ${step}/${epochs * stepsPerEpoch} loss ${recent.toFixed(3)} ${((performance.now() - started) / 1000).toFixed(0)} s`,
      );
  }
}

let right = 0;
for (let first = count; first + 50 <= count + heldOut; first += 50) {
  const { images, labels } = batchOf(Int32Array.from({ length: 50 }, (_, i) => first + i));
  right += classifier.accuracy(images, labels) * 50;
  images.dispose();
}
const accuracy = right / heldOut;
const seconds = (performance.now() - started) / 1000;
const weights = Object.fromEntries(Object.entries(classifier.parameters.save()).filter(([name]) => name.startsWith('backbone.')));
const summary = {
  ...recipe,
  crops: count,
  epochs,
  heldOutCrops: heldOut,
  heldOutAccuracy: accuracy,
  trainingLoss: recent,
  seconds: Math.round(seconds),
  command: 'node tools/pretrain/dist/bin.js',
};
await mkdir(path.dirname(values.out), { recursive: true });
await writeFile(
  values.out,
  Buffer.concat([...safetensorsChunks(weights, { recipe: JSON.stringify({ ...recipe, crops: count, epochs }) })]),
);
await writeFile(values.out.replace(/\.safetensors$/u, '.json'), `${JSON.stringify(summary, null, 2)}\n`);
console.log(`${values.out}: accuracy ${(accuracy * 100).toFixed(1)} % on ${heldOut} held-out crops, ${seconds.toFixed(0)} s`);
