// Loss and gradient of every classification loss on [512, 1204] logits, beside tfjs's own softmax cross-entropy and PyTorch in the same
// run, one thread each. Build first: `npx tsc -b packages/losses`. Run: `node tools/bench/losses/losses.mjs [rounds] [loss …]`.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import * as losses from '@ecm/losses';
import { tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';

import { pythonWith, torchPackages } from '../venv.mjs';

const rounds = Number(process.argv[2] ?? 15);
const only = process.argv.slice(3);
const classes = 1203;
const rows = 512;
await useBackend('wasm');

let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
// One row in seven is foreground, as with the official background ratio of 6.33.
const labels = Int32Array.from({ length: rows }, (_, row) => (row % 7 === 0 ? Math.floor(random() * classes) : classes));
const counts = Float64Array.from({ length: classes }, (_, c) => Math.ceil(50_000 / (c + 1)));
const rare = counts.map((count) => (count < 100 ? 1 : 0));
const qualities = new Float32Array(rows).fill(0.7);

const candidates = {
  'softmax-ce': new losses.SoftmaxCeLoss(),
  'sigmoid-bce': new losses.SigmoidBceLoss(),
  focal: new losses.FocalLoss(),
  varifocal: new losses.VarifocalLoss(),
  ecm: new losses.EcmLoss({ counts }),
  'ecm-focal': new losses.EcmFocalLoss({ counts }),
  'ecm-varifocal': new losses.EcmVarifocalLoss({ counts }),
  eql: new losses.EqlLoss({ frequencies: counts, lambda: 100 }),
  eqlv2: new losses.Eqlv2Loss({ classes }),
  bags: new losses.BagsLoss({ counts }),
  federated: new losses.FederatedLoss({ imageCounts: counts }),
  seesaw: new losses.SeesawLoss({ classes }),
  loce: new losses.LoceLoss({ classes }),
  disalign: new losses.DisalignLoss({ counts }),
  'eql-hierarchy': new losses.EqlHierarchyLoss({ rare, tree: { isAncestor: () => false } }),
  tde: new losses.TdeLoss(),
};

const input = (columns) =>
  tf.tensor2d(
    Float32Array.from({ length: rows * columns }, () => random() * 12 - 6),
    [rows, columns],
  );

function step(forward, logits) {
  tf.tidy(() => {
    const { value, gradients } = gradientsOf(forward, [logits]);
    value.dataSync();
    gradients[0].dataSync();
  });
}

const plain = input(classes + 1);
const oneHot = tf.oneHot(tf.tensor1d(labels, 'int32'), classes + 1).toFloat();
const works = {
  'tf.losses.softmaxCrossEntropy': () => step((z) => tf.losses.softmaxCrossEntropy(oneHot, z), plain),
  ...Object.fromEntries(
    Object.entries(candidates)
      .filter(([name]) => only.length === 0 || only.includes(name))
      .map(([name, loss]) => {
        const logits = input(loss.channels(classes));
        const forward = (z) => tf.addN(Object.values(loss.losses(z, labels, { averageFactor: rows, qualities })));
        return [name, () => step(forward, logits)];
      }),
  ),
};

const peer = spawn(pythonWith('torch', torchPackages), [fileURLToPath(new URL('losses.py', import.meta.url))], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const answers = createInterface(peer.stdout)[Symbol.asyncIterator]();
const ask = async (line) => {
  peer.stdin.write(`${line}\n`);
  return JSON.parse((await answers.next()).value);
};
const known = new Set(await ask(JSON.stringify({ labels: [...labels], counts: [...counts] })));

// Rounds over all losses, so that a slow moment of the machine falls on all of them; of several rounds the least counts.
const least = new Map();
const note = (name, time) => least.set(name, Math.min(least.get(name) ?? Infinity, time));
for (let round = -2; round < rounds; round++) {
  for (const [name, work] of Object.entries(works)) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    if (round >= 0) note(name, (user + system) / 1000);
    if (known.has(name)) note(`torch ${name}`, await ask(name));
  }
}
peer.stdin.end();

const base = least.get('tf.losses.softmaxCrossEntropy');
const ratio = (time, other) => (other === undefined ? '' : (time / other).toFixed(2)).padStart(8);
console.log(`[${rows}, ${classes + 1}] logits, loss and gradient on wasm, least CPU time of ${rounds} rounds`);
console.log(`${''.padEnd(30)}   CPU ms  of tfjs   PyTorch    ratio`);
for (const name of Object.keys(works)) {
  const [time, torch] = [least.get(name), least.get(`torch ${name}`)];
  console.log(
    `${name.padEnd(30)} ${time.toFixed(1).padStart(8)} ${ratio(time, base)} ${(torch?.toFixed(1) ?? '').padStart(9)} ${ratio(time, torch)}`,
  );
}
