// Ours and the peers in turn: node compare.mjs FOLDER IMAGES bbox|segm|load|polygons [--runs N] [--peers a,b] [--threads N]
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { pythonWith } from '../venv.mjs';

/** Figures of all candidates must agree to this. */
const LARGEST_DIFFERENCE = 1e-9;

const options = { runs: { type: 'string', default: '5' }, peers: { type: 'string' }, threads: { type: 'string' } };
const { positionals, values } = parseArgs({ allowPositionals: true, options });
const [folder, images, job] = positionals;
const here = import.meta.dirname;
const python = pythonWith('evaluation', [
  'hotcoco==1.3.0',
  'ultrafast-pycocotools==0.1.14',
  'vernier==0.5.4',
  'lvis==0.5.3',
  'pycocotools==2.0.11',
  'orjson==3.11.4',
]);
const loading = job === 'load' || job === 'polygons';
const usual = loading ? 'hotcoco,ultrafast,orjson' : job === 'segm' ? 'hotcoco,ultrafast' : 'hotcoco,ultrafast,vernier';
const peers = (values.peers ?? usual).split(',').filter((name) => name !== '');
const files = [path.join(folder, `gt_${images}.json`), path.join(folder, `${loading ? 'none' : job}_${images}.json`)];
const threads = values.threads === undefined ? [] : [values.threads];
// lvis-api takes tens of seconds for a thousand images, so it judges the figures of one run and of no larger files.
const judged = !loading && Number(images) <= 1000 && values.peers === undefined;
const candidates = [
  { name: 'ours', command: [process.execPath, path.join(here, 'ours.mjs'), job, ...files, ...threads] },
  ...[...peers, ...(judged ? ['lvis'] : [])].map((name) => ({
    name,
    command: [python, path.join(here, 'peer.py'), name, job, ...files, ...threads],
  })),
].map((candidate) => ({ ...candidate, cpu: Infinity, wall: Infinity, megabytes: Infinity, figures: {} }));

for (let run = 0; run < Number(values.runs); run++) {
  for (const candidate of candidates) {
    if (candidate.name === 'lvis' && judged && run > 0) continue;
    const environment = { ...process.env, RAYON_NUM_THREADS: values.threads ?? '1' };
    const { stdout } = spawnSync('python3', [path.join(here, 'measured.py'), ...candidate.command], { encoding: 'utf8', env: environment });
    const measured = JSON.parse(stdout);
    if (measured.status !== 0) {
      console.log(`${candidate.name} failed: ${measured.errors}`);
      process.exitCode = 1;
      continue;
    }
    for (const key of ['cpu', 'wall', 'megabytes']) candidate[key] = Math.min(candidate[key], measured[key]);
    candidate.figures = JSON.parse(measured.output).figures;
  }
}

const [ours] = candidates;
console.log(
  `${job}, ${images} images, minimum of ${values.runs} interleaved runs, load ${loadavg()[0].toFixed(1)}, Node ${process.version}`,
);
console.log('| | CPU s | × ours | wall s | MB | × ours | largest difference |');
console.log('|---|---|---|---|---|---|---|');
for (const { name, cpu, wall, megabytes, figures } of candidates) {
  const shared = Object.keys(figures).filter((key) => key in ours.figures);
  const difference = Math.max(0, ...shared.map((key) => Math.abs(figures[key] - ours.figures[key])));
  if (!(difference <= LARGEST_DIFFERENCE)) process.exitCode = 1;
  const compared = shared.length === 0 ? '–' : difference.toExponential(1);
  const ratios = [(cpu / ours.cpu).toFixed(2), (megabytes / ours.megabytes).toFixed(1)];
  console.log(`| ${name} | ${cpu.toFixed(2)} | ${ratios[0]} | ${wall.toFixed(2)} | ${megabytes.toFixed(0)} | ${ratios[1]} | ${compared} |`);
}
