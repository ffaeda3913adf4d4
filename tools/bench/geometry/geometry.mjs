// Suppression, mask IoU and rasterising beside torchvision and pycocotools: least CPU time of one call over interleaved rounds.
// node tools/bench/geometry/geometry.mjs [rounds]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { SeededRandom } from '../../../packages/core/dist/index.js';
import {
  groupedNonMaximumSuppression,
  maskIouMatrix,
  nonMaximumSuppression,
  polygonsToMask,
  runLengthsFromString,
  runLengthsToString,
} from '../../../packages/geometry/dist/index.js';
import { pythonWith, torchPackages } from '../venv.mjs';

const rounds = Number(process.argv[2] ?? 5);
const CALLS = 20;
const random = new SeededRandom('geometry');

/** Boxes as an RPN proposes them: many around few objects. */
function proposals(count, objects, height, width) {
  const centres = Array.from({ length: objects }, () => [random.uniform() * width, random.uniform() * height, 20 + random.uniform() * 200]);
  return Array.from({ length: count }, () => {
    const [x, y, side] = centres[random.integer(objects)];
    const [cx, cy] = [x + (random.normal() * side) / 6, y + (random.normal() * side) / 6];
    const [w, h] = [side * Math.exp(random.normal() / 4), side * Math.exp(random.normal() / 4)];
    return [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2].map(Math.fround);
  });
}

/** Outlines of blobs, as annotators draw them. */
function blob(height, width, corners) {
  const [x, y, radius] = [random.uniform() * width, random.uniform() * height, 10 + random.uniform() * 120];
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    const reach = radius * (0.8 + 0.4 * random.uniform());
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  }).flat();
}

const [height, width] = [480, 640];
const input = {
  height,
  width,
  calls: CALLS,
  boxes: proposals(2000, 40, 800, 1333),
  scores: Array.from({ length: 2000 }, () => Math.fround(random.uniform())),
  groups: Array.from({ length: 2000 }, () => random.integer(5)),
  polygons: Array.from({ length: 200 }, () => blob(height, width, 40)),
};
const boxes = Float32Array.from(input.boxes.flat());
const scores = Float32Array.from(input.scores);
const groups = Int32Array.from(input.groups);
const masks = input.polygons.map((polygon) => polygonsToMask([polygon], height, width));
input.strings = masks.map(({ counts }) => runLengthsToString(counts));

const jobs = {
  'suppress 2000 boxes at 0.7': () => nonMaximumSuppression(boxes, scores, 0.7).length,
  'suppress 2000 boxes at 0.5': () => nonMaximumSuppression(boxes, scores, 0.5).length,
  'suppress 2000 boxes in 5 groups at 0.7': () => groupedNonMaximumSuppression(boxes, scores, groups, 0.7).length,
  'rasterise 200 polygons of 40 corners': () =>
    input.polygons.reduce((sum, polygon) => sum + runLengthsToString(polygonsToMask([polygon], height, width).counts).length, 0),
  'IoU of 150 x 50 masks from strings': () => {
    const read = (text) => ({ height, width, counts: runLengthsFromString(text) });
    const overlaps = maskIouMatrix(input.strings.slice(0, 150).map(read), input.strings.slice(150).map(read));
    return Number(overlaps.reduce((sum, overlap) => sum + overlap, 0).toFixed(6));
  },
};

/** Least CPU milliseconds of one call. */
function measure(job) {
  let result;
  let least = Infinity;
  for (let i = 0; i < CALLS; i++) {
    const from = process.cpuUsage();
    result = job();
    const { user, system } = process.cpuUsage(from);
    least = Math.min(least, (user + system) / 1000);
  }
  return { ms: least, result };
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'geometry-'));
try {
  const file = path.join(folder, 'input.json');
  writeFileSync(file, JSON.stringify(input));
  const script = fileURLToPath(new URL('counterparts.py', import.meta.url));
  const pythons = [pythonWith('torch', torchPackages), pythonWith('coco', ['pycocotools==2.0.8', 'numpy<2'])];
  const ours = {};
  const theirs = {};
  const keep = (into, name, { ms, result }) => (into[name] = { ms: Math.min(ms, into[name]?.ms ?? Infinity), result });
  for (let round = 0; round < rounds; round++) {
    for (const [name, job] of Object.entries(jobs)) keep(ours, name, measure(job));
    for (const python of pythons) {
      const { stdout, stderr, status } = spawnSync(python, [script, file], {
        encoding: 'utf8',
        env: { ...process.env, OMP_NUM_THREADS: '1' },
      });
      if (status !== 0) throw new Error(stderr);
      for (const [name, value] of Object.entries(JSON.parse(stdout))) keep(theirs, name, value);
    }
  }
  for (const name of Object.keys(jobs)) {
    const [a, b] = [ours[name], theirs[name]];
    const same = Math.abs(a.result - b.result) <= 1e-6 * Math.abs(b.result) ? 'same result' : `results differ: ${a.result}, ${b.result}`;
    console.log(
      `${name.padEnd(42)} ${a.ms.toFixed(2).padStart(8)} ms   ${b.ms.toFixed(2).padStart(8)} ms   x ${(a.ms / b.ms).toFixed(2)}   ${same}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
