// Training batches at 800 x 1333 with flips and masks: our loader, plain sharp, torchvision and OpenCV in turns on the same files.
// Usage: node tools/bench/loader/index.mjs [--images 32] [--epochs 2] [--rounds 3] [--ours-only] [--only TEXT IN NAMES]
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { pythonWith, torchPackages } from '../venv.mjs';
import { makePhotographs } from './photographs.mjs';

const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '32' },
    epochs: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    'ours-only': { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
const here = import.meta.dirname;
const folder = path.join(tmpdir(), `ecm-bench-photographs-${values.images}`);
const file = await makePhotographs(folder, Number(values.images));
const bytes = Array.from({ length: Number(values.images) }, (_, i) => statSync(path.join(folder, `${i + 1}.jpg`)).size);

const ours = (name, kind, workers = 0) => ({
  name,
  command: [process.execPath, path.join(here, 'ours.mjs'), kind, file, String(workers), values.epochs],
});
const candidates = [
  ours('sharp alone: decode and resize only', 'sharp'),
  ours('ours, boxes, in the main thread', 'boxes'),
  ...[0, 1, 2].map((workers) => ours(`ours, boxes and masks, ${workers} threads`, 'masks', workers)),
];
if (!values['ours-only']) {
  const python = pythonWith('loader', [...torchPackages, 'opencv-python-headless==4.10.0.84', 'pycocotools==2.0.8']);
  for (const kind of ['opencv', 'torchvision']) {
    const peer = (name, workers, masks) => ({
      name: `${kind}, ${name}`,
      command: [python, path.join(here, 'peers.py'), kind, file, String(workers), values.epochs, masks],
    });
    candidates.push(peer('boxes, in the main process', 0, 'boxes'));
    for (const workers of [0, 1, 2]) candidates.push(peer(`boxes and masks, ${workers} processes`, workers, 'masks'));
  }
}

const wanted = candidates.filter(({ name }) => name.includes(values.only));
const best = new Map(wanted.map(({ name }) => [name, { wall: Infinity, cpu: Infinity }]));
for (let round = 0; round < Number(values.rounds); round++) {
  for (const { name, command } of wanted) {
    const [program, ...args] = command;
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
    const found = JSON.parse(stdout);
    const known = best.get(name);
    best.set(name, { wall: Math.min(known.wall, found.wall), cpu: Math.min(known.cpu, found.cpu) });
  }
}
const mean = bytes.reduce((sum, size) => sum + size, 0) / bytes.length / 1000;
console.log(
  `${values.images} pictures of ${mean.toFixed(0)} kB on average, 12 objects each, batches of 2, least of ${values.rounds} rounds, ` +
    `load ${loadavg()[0].toFixed(1)}, Node ${process.version}`,
);
console.log('| | CPU ms a picture | pictures a second |');
console.log('|---|---|---|');
for (const [name, { wall, cpu }] of best) console.log(`| ${name} | ${cpu.toFixed(1)} | ${(1000 / wall).toFixed(1)} |`);
