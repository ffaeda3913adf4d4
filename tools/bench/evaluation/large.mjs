// The largest jobs against their limits: node large.mjs FOLDER [IMAGES]; exit code 1 if one takes more than it may.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';

const [folder, images = '40000'] = process.argv.slice(2);
const here = import.meta.dirname;
const [truth, results] = [`gt_${images}.json`, `bbox_${images}.json`].map((name) => path.join(folder, name));
if (![truth, results].every((file) => existsSync(file))) {
  const { status } = spawnSync(process.execPath, [path.join(here, 'make-data.mjs'), folder, images, 'bbox'], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

/** Heap that Node may use, in MB: what is in the files must never lie in it as a whole. */
const HEAP = 256;
/** Limits in CPU seconds and MB of peak resident memory; they are meant for files of at least 1.2 GB and 12 million detections. */
const jobs = [
  { name: 'AP-fixed', job: 'fixed', seconds: 40, megabytes: 1000 },
  { name: 'LVIS, boxes', job: 'bbox', seconds: 40, megabytes: 1000 },
];
const gigabytes = statSync(results).size / 1e9;
console.log(`${images} images, results of ${gigabytes.toFixed(2)} GB, --max-old-space-size=${HEAP}, load ${loadavg()[0].toFixed(1)}`);
console.log('| job | CPU s | limit | wall s | peak MB | limit | AP |');
console.log('|---|---|---|---|---|---|---|');
for (const { name, job, seconds, megabytes } of jobs) {
  const command = [process.execPath, `--max-old-space-size=${HEAP}`, path.join(here, 'ours.mjs'), job, truth, results];
  const { stdout } = spawnSync('python3', [path.join(here, 'measured.py'), ...command], { encoding: 'utf8' });
  const { status, cpu, wall, megabytes: peak, output, errors } = JSON.parse(stdout);
  if (status !== 0) {
    console.log(`${name} failed: ${errors}`);
    process.exitCode = 1;
    continue;
  }
  const { AP } = JSON.parse(output).figures;
  console.log(`| ${name} | ${cpu.toFixed(2)} | ${seconds} | ${wall.toFixed(2)} | ${peak.toFixed(0)} | ${megabytes} | ${AP.toFixed(6)} |`);
  if (cpu <= seconds && peak <= megabytes) continue;
  console.log(`${name} is above its limit.`);
  process.exitCode = 1;
}
