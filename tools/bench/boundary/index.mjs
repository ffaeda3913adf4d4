// Boundary AP on LVIS beside boundary-iou-api, in turns on the same files: CPU time, peak memory, equality of the figures.
// Usage: node tools/bench/boundary/index.mjs FOLDER IMAGES [--best N] [--runs 1] [--reference CHECKOUT] [--ours-only]
// FOLDER holds what tools/bench/evaluation/make-data.mjs FOLDER IMAGES all has written; --best takes only the first N detections of each image, because the reference needs milliseconds for each.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { pythonWith } from '../venv.mjs';

const REPOSITORY = 'https://github.com/bowenc0221/boundary-iou-api.git';
const COMMIT = '37d25586a677b043ed585f10e5c42d4e80176ea9';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    best: { type: 'string' },
    runs: { type: 'string', default: '1' },
    reference: { type: 'string' },
    'ours-only': { type: 'boolean', default: false },
  },
});
const [folder, images] = positionals;
const here = import.meta.dirname;
const all = path.join(folder, `segm_${images}.json`);
const results = values.best === undefined ? all : path.join(folder, `segm_${images}_best_${values.best}.json`);
if (!existsSync(results)) execFileSync(process.execPath, [path.join(here, 'keep-best.mjs'), all, results, values.best]);
const files = [path.join(folder, `gt_${images}.json`), results];

/** The reference is not on the package index: a checkout beside the environments. */
function checkout() {
  const home = path.join(here, '../.venv/boundary-iou-api');
  if (!existsSync(home)) {
    execFileSync('git', ['clone', '--quiet', REPOSITORY, home], { stdio: 'inherit' });
    execFileSync('git', ['-C', home, 'checkout', '--quiet', COMMIT], { stdio: 'inherit' });
  }
  return home;
}

function peer() {
  const python = pythonWith('boundary', ['pycocotools==2.0.8', 'opencv-python-headless==4.10.0.84', 'numpy==1.26.4']);
  const reference = values.reference === undefined ? checkout() : path.resolve(values.reference);
  return { name: 'boundary-iou-api', command: [python, path.join(here, 'peer.py'), reference, ...files] };
}

const candidates = [
  { name: 'ours', command: [process.execPath, path.join(here, 'ours.mjs'), ...files] },
  ...(values['ours-only'] ? [] : [peer()]),
].map((candidate) => ({ ...candidate, cpu: Infinity, wall: Infinity, megabytes: Infinity, figures: {} }));

for (let run = 0; run < Number(values.runs); run++) {
  for (const candidate of candidates) {
    const { stdout } = spawnSync('python3', [path.join(here, '../evaluation/measured.py'), ...candidate.command], { encoding: 'utf8' });
    const measured = JSON.parse(stdout);
    if (measured.status !== 0) throw new Error(`${candidate.name} failed: ${measured.errors}`);
    for (const key of ['cpu', 'wall', 'megabytes']) candidate[key] = Math.min(candidate[key], measured[key]);
    candidate.figures = JSON.parse(measured.output).figures;
  }
}

const [ours] = candidates;
console.log(
  `boundary AP, ${images} images x ${values.best ?? 300}, minimum of ${values.runs} runs in turn, load ${loadavg()[0].toFixed(1)}, Node ${process.version}`,
);
console.log('| | CPU s | × ours | wall s | MB of the largest process | × ours | AP | largest difference |');
console.log('|---|---|---|---|---|---|---|---|');
for (const { name, cpu, wall, megabytes, figures } of candidates) {
  const shared = Object.keys(figures).filter((key) => key in ours.figures);
  const difference = Math.max(0, ...shared.map((key) => Math.abs(figures[key] - ours.figures[key])));
  const cells = [
    cpu.toFixed(2),
    (cpu / ours.cpu).toFixed(1),
    wall.toFixed(2),
    megabytes.toFixed(0),
    (megabytes / ours.megabytes).toFixed(1),
  ];
  console.log(`| ${[name, ...cells, figures.AP.toFixed(6), `${difference.toExponential(1)} over ${shared.length}`].join(' | ')} |`);
}
