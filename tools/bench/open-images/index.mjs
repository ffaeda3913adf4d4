// Open Images at its real size, against limits: node index.mjs FOLDER [IMAGES] [--runs N] [--peers plain,expanded]
// Ends with code 1 if a job takes more than 60 CPU seconds or 1,500 MB. `--peers` adds hotcoco, which needs 0.35 MB (plain) and
// 1.1 MB (expanded) an image.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { pythonWith } from '../venv.mjs';

const options = { runs: { type: 'string', default: '1' }, peers: { type: 'string', default: '' } };
const { positionals, values } = parseArgs({ allowPositionals: true, options });
const [folder, images = '41620'] = positionals;
const here = import.meta.dirname;
const at = (name) => path.join(folder, name);
const [csv, json, numbers, truth] = ['results', 'results', 'results_numbers', 'gt_numbers'].map((name, i) =>
  at(`${name}_${images}.${i === 0 ? 'csv' : 'json'}`),
);
if (![csv, json, numbers, truth].every((file) => existsSync(file))) {
  const { status } = spawnSync(process.execPath, [path.join(here, 'make-data.mjs'), folder, images], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

const [SECONDS, MEGABYTES] = [60, 1500];
const files = {
  groundTruth: at(`boxes_${images}.csv`),
  classes: at('classes.csv'),
  imageLabels: at(`labels_${images}.csv`),
  imageSizes: at(`sizes_${images}.csv`),
  hierarchy: at('hierarchy.json'),
};
const ours = (name, results, rules) => ({
  name: `ours, ${name}`,
  command: [
    process.execPath,
    '--max-old-space-size=256',
    path.join(here, 'ours.mjs'),
    JSON.stringify({ ...files, results: [results], ...rules }),
  ],
});
const candidates = [
  ['csv', csv],
  ['JSON', json],
].flatMap(([form, results]) => [
  ours(`UniDet and TensorFlow, ${form}`, results, {}),
  ours(`TensorFlow without group-of boxes, ${form}`, results, { groupOfWeight: 0 }),
  ours(`mmdetection, ${form}`, results, { variant: 'mmdet' }),
]);
for (const kind of values.peers.split(',').filter((name) => name !== '')) {
  const python = pythonWith('evaluation', [
    'hotcoco==1.3.0',
    'ultrafast-pycocotools==0.1.14',
    'vernier==0.5.4',
    'lvis==0.5.3',
    'orjson==3.11.4',
  ]);
  candidates.push({ name: `hotcoco, ${kind}`, command: [python, path.join(here, 'peer.py'), truth, numbers, files.hierarchy, kind] });
}

const best = new Map(candidates.map(({ name }) => [name, { cpu: Infinity, wall: Infinity, megabytes: Infinity, figures: {} }]));
for (let run = 0; run < Number(values.runs); run++) {
  for (const { name, command } of candidates) {
    const measure = path.join(here, '../evaluation/measured.py');
    const { stdout } = spawnSync('python3', [measure, ...command], { encoding: 'utf8', env: { ...process.env, RAYON_NUM_THREADS: '1' } });
    const { status, output, errors, ...measured } = JSON.parse(stdout);
    if (status !== 0) throw new Error(`${name} failed: ${errors}`);
    const known = best.get(name);
    for (const key of ['cpu', 'wall', 'megabytes']) known[key] = Math.min(known[key], measured[key]);
    known.figures = JSON.parse(output).figures;
  }
}

const gigabytes = (file) => (statSync(file).size / 1e9).toFixed(2);
console.log(
  `${images} images, results of ${gigabytes(csv)} GB (csv) and ${gigabytes(json)} GB (JSON), heap of 256 MB, minimum of ${values.runs} ` +
    `interleaved runs, load ${loadavg()[0].toFixed(1)}, Node ${process.version}`,
);
console.log('| | CPU s | wall s | peak MB | AP50 | AP50_expand |');
console.log('|---|---|---|---|---|---|');
for (const [name, { cpu, wall, megabytes, figures }] of best) {
  const [own, expanded] = ['AP50', 'AP50_expand'].map((key) => figures[key]?.toFixed(6) ?? '');
  console.log(`| ${name} | ${cpu.toFixed(2)} | ${wall.toFixed(2)} | ${megabytes.toFixed(0)} | ${own} | ${expanded} |`);
  if (name.startsWith('ours') && (cpu > SECONDS || megabytes > MEGABYTES)) {
    console.log(`${name} is above its limit of ${SECONDS} s and ${MEGABYTES} MB.`);
    process.exitCode = 1;
  }
}
