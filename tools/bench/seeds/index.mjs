// The demo with several seeds; writes configs/mini/results/w2-demo.json and prints mean and spread.
// Usage: node tools/bench/seeds/index.mjs [--seeds 0,1,2] [--out runs/seeds]
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const { values } = parseArgs({ options: { seeds: { type: 'string', default: '0,1,2' }, out: { type: 'string', default: 'runs/seeds' } } });
const names = ['softmax CE', 'ECM'];
const figures = ['AP', 'APr', 'APc', 'APf', 'AP50'];

const runs = [];
for (const seed of values.seeds.split(',')) {
  const args = ['packages/cli/dist/bin.js', 'demo', '--json', '--seed', seed, '--out', path.join(values.out, seed)];
  const { seconds, runs: trained } = JSON.parse(
    execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 }),
  );
  trained.forEach(({ results }, index) => {
    for (const { iou, summary } of results) {
      runs.push({
        seed: Number(seed),
        loss: names[index],
        iou,
        seconds: Math.round(seconds),
        ...Object.fromEntries(figures.map((figure) => [figure, summary[figure]])),
      });
    }
  });
}

const spread = names.flatMap((loss) =>
  ['bbox', 'segm'].map((iou) => {
    const rows = runs.filter((run) => run.loss === loss && run.iou === iou);
    const statistics = figures.map((figure) => {
      const found = rows.map((row) => row[figure]);
      const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
      const deviation = Math.sqrt(found.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(found.length - 1, 1));
      return [figure, { mean, deviation }];
    });
    return { loss, iou, ...Object.fromEntries(statistics) };
  }),
);
const file = path.join(root, 'configs/mini/results/w2-demo.json');
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(
  file,
  `${JSON.stringify({ command: `node tools/bench/seeds/index.mjs --seeds ${values.seeds}`, node: process.version, runs, spread }, null, 2)}\n`,
);
for (const { loss, iou, ...statistics } of spread) {
  console.log(
    loss,
    iou,
    Object.entries(statistics)
      .map(([figure, { mean, deviation }]) => `${figure} ${(100 * mean).toFixed(1)} ± ${(100 * deviation).toFixed(1)}`)
      .join(', '),
  );
}
