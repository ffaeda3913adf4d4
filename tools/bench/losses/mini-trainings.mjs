// Trains 50 steps with every classification loss: mini detectors for those of region heads, a linear model for those of dense heads.
// Each training must stay finite, get better (mean loss of the last fifth of the steps below that of the first, of the terms that the
// classification loss gives) and end with the same bits when it is resumed from its middle.
// All detectors start from one that was trained three times as long with softmax cross-entropy, a loss of stage 1 with a classifier of
// its own: where proposals still get better, there are more foreground regions from step to step, and with them more loss.
// Usage: node tools/bench/losses/mini-trainings.mjs [--steps 50] [--out runs/mini-trainings] [--only w2-tde,w2-loce]
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { synthesize } from '@ecm/datasets/node';
import { findCheckpoint, runFolderAt } from '../../../packages/engine/dist/index.js';
import { EcmFocalLoss, EcmVarifocalLoss, FocalLoss, VarifocalLoss } from '@ecm/losses';
import { loadExperiment, newRun, trainExperiment } from '../../../packages/runtime/dist/index.js';
import { linear, ParameterStore, linearLayout, normal, tf, useBackend } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '50' },
    out: { type: 'string', default: 'runs/mini-trainings' },
    only: { type: 'string' },
  },
});
const steps = Number(values.steps);
const out = path.resolve(values.out);
const chosen = values.only?.split(',');
const wanted = (name) => chosen === undefined || chosen.includes(name);

const firstStage = ['w2-ecm', 'w2-sigmoid-bce', 'w2-eql', 'w2-eqlv2', 'w2-federated', 'w2-seesaw', 'w2-tde', 'w2-eql-hierarchy'];
const secondStage = ['w2-crt', 'w2-lws', 'w2-bags', 'w2-disalign', 'w2-loce'];

await synthesize({
  preset: 'w2',
  options: { trainImages: 200, valImages: 40, valInstances: [1, 2], maxInstances: 40 },
  outDir: path.join(out, 'data', 'w2'),
});

const shared = {
  '/data/root': path.join(out, 'data'),
  '/schedule/learningRate': { type: 'constant', warmUp: { steps: 5, ratio: 0.1 } },
  '/schedule/keepCheckpoints': 9,
  '/schedule/logEvery': 1,
  // Nothing is to be detected here: a threshold that no score reaches makes the evaluation at the end short.
  '/model/boxHead/scoreThreshold': 1,
  '/evaluators': [{ type: 'lvis', iou: ['bbox'], maxDetections: 5 }],
};

const middleOf = (count) => Math.floor(count / 2);

async function train(name, count, overrides) {
  const length = { '/schedule/steps': count, '/schedule/checkpointEvery': middleOf(count) };
  const experiment = await loadExperiment(path.join(root, 'configs/mini', `${name}.json`), { ...shared, ...length, ...overrides });
  const folder = await newRun(experiment, path.join(out, 'runs'));
  await trainExperiment({ experiment, folder });
  return folder.path;
}

/** Goes on with a copy of a run from the checkpoint in its middle, as if the run had been killed there. */
async function resume(run, count) {
  const copy = `${run}-resumed`;
  cpSync(run, copy, { recursive: true });
  const { checkpoints, config } = runFolderAt(copy);
  const at = (step) => `step-${String(step).padStart(8, '0')}`;
  for (let step = middleOf(count) + 1; step <= count; step++) rmSync(path.join(checkpoints, at(step)), { recursive: true, force: true });
  writeFileSync(path.join(checkpoints, 'latest'), `${at(middleOf(count))}\n`);
  await trainExperiment({ experiment: await loadExperiment(config), folder: runFolderAt(copy), resume: true });
  return copy;
}

function bits(run) {
  const checkpoint = findCheckpoint(runFolderAt(run).checkpoints);
  return ['weights', 'optimizer', 'loss-states'].map((file) => readFileSync(path.join(checkpoint, `${file}.safetensors`)));
}

const sameBits = (a, b) => bits(a).every((bytes, i) => bytes.equals(bits(b)[i]));

/** Sum of the classification terms of each step. */
function classificationLosses(run) {
  const lines = readFileSync(runFolderAt(run).log, 'utf8').trim().split('\n').map(JSON.parse);
  const own = lines.filter(({ mode }) => mode === 'train');
  return own.map((line) => Object.entries(line).reduce((sum, [key, value]) => (key.startsWith('loss_cls') ? sum + value : sum), 0));
}

const failures = [];

function report(name, count, losses, resumed, seconds) {
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const share = Math.max(1, Math.floor(losses.length / 5));
  const [first, last] = [mean(losses.slice(0, share)), mean(losses.slice(-share))];
  const finite = losses.length === count && losses.every(Number.isFinite);
  const good = finite && last < first && resumed;
  if (!good) failures.push(name);
  const figures = `${finite ? 'finite' : 'NOT FINITE'}  loss ${first.toFixed(4)} -> ${last.toFixed(4)}${last < first ? '' : ' NOT DECREASING'}`;
  console.log(
    `${good ? 'ok  ' : 'FAIL'} ${name.padEnd(18)} ${figures}  ${resumed ? 'resumes with equal bits' : 'RESUMES WITH OTHER BITS'}  ${seconds.toFixed(0)} s`,
  );
}

async function check(name, count, overrides) {
  const started = performance.now();
  const run = await train(name, count, overrides);
  const resumed = sameBits(run, await resume(run, count));
  report(name, count, classificationLosses(run), resumed, (performance.now() - started) / 1000);
  return run;
}

const detectors = [...firstStage, ...secondStage].filter(wanted);
const start = wanted('w2-ce') || detectors.length > 0 ? await check('w2-ce', 3 * steps, {}) : undefined;
for (const name of detectors) {
  const pretrained = firstStage.includes(name) ? { '/pretrained': { file: start, drop: ['fc_cls'] } } : { '/pretrained/file': start };
  await check(name, steps, pretrained);
}

/** Losses of dense heads on 300 locations of a linear world with five classes, four locations in five background. */
const classes = 5;
const counts = [3, 5, 9, 15, 28];
const world = (() => {
  const random = tf.randomNormal([300, 12], 0, 1, 'float32', 1);
  const truth = tf
    .matMul(random, tf.randomNormal([12, classes], 0, 1, 'float32', 2))
    .argMax(1)
    .dataSync();
  const labels = Int32Array.from(truth, (label, row) => (row % 5 === 0 ? label : classes));
  return { x: random, labels, qualities: Float32Array.from(labels, (label) => (label < classes ? 0.8 : 0)) };
})();

function trainDense(loss, state) {
  const store = new ParameterStore({ seed: 0 });
  store.scope().parameter('weight', [12, classes], { layout: linearLayout, initialize: normal(0.01) });
  if (state !== undefined) store.load(state.weights);
  const losses = [];
  let halfway;
  for (let step = state?.step ?? 0; step < steps; step++) {
    if (step === middleOf(steps)) halfway = { step, weights: store.save() };
    const forward = () =>
      loss.losses(linear(world.x, store.get('weight').value), world.labels, { averageFactor: 60, qualities: world.qualities });
    const { total, gradients } = valueAndGradients(forward, store.trainable);
    tf.tidy(() => store.get('weight').value.assign(store.get('weight').value.sub(gradients['weight'].mul(0.2))));
    tf.dispose(gradients);
    losses.push(total);
  }
  return { losses, halfway, weights: store.save()['weight'].data };
}

await useBackend('wasm');
const dense = {
  focal: new FocalLoss({ classes }),
  varifocal: new VarifocalLoss({ classes }),
  'ecm-focal': new EcmFocalLoss({ counts }),
  'ecm-varifocal': new EcmVarifocalLoss({ counts }),
};
for (const [name, loss] of Object.entries(dense).filter(([name]) => wanted(name))) {
  const started = performance.now();
  const whole = trainDense(loss);
  const resumed = trainDense(loss, whole.halfway);
  report(
    name,
    steps,
    whole.losses,
    Buffer.from(whole.weights.buffer).equals(Buffer.from(resumed.weights.buffer)),
    (performance.now() - started) / 1000,
  );
}

console.log(failures.length === 0 ? 'all good' : `${failures.length} failed: ${failures.join(', ')}`);
process.exitCode = failures.length === 0 ? 0 : 1;
