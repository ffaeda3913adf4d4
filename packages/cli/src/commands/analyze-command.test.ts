import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { ecm } from '../testing/ecm-process.js';
import { tinyExperiment } from '../testing/tiny-experiment.js';

let folder: string;
let run: string;

beforeAll(async () => {
  ({ folder } = await tinyExperiment());
  const loss = '/model/boxHead/loss={"type":"ecm","backgroundRatio":"measure"}';
  const { stdout } = await ecm(['train', 'tiny.json', '--set', loss, '--json'], folder);
  ({ run } = JSON.parse(stdout) as { run: string });
}, 240_000);

const rows = (file: string): string[][] =>
  readFileSync(path.join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));

describe('ecm analyze', { timeout: 120_000 }, () => {
  it('scores training regions with the checkpoints of a run and draws all figures', async () => {
    const scoring = await ecm(['analyze', 'scores', run, '--images', '8', '--json'], folder);
    expect(scoring).toMatchObject({ code: 0 });
    const { files } = JSON.parse(scoring.stdout) as { files: string[] };
    expect(files.map((file) => path.basename(file))).toEqual(['step-00000002.jsonl', 'step-00000004.jsonl']);
    expect(readdirSync(path.join(folder, run, 'scores'))).toHaveLength(2);
    const about = JSON.parse(readFileSync(path.join(folder, files[1] ?? ''), 'utf8').split('\n')[0] ?? '') as Record<string, number>;
    expect(about).toMatchObject({ name: 'tiny', step: 4, images: 8, classes: 10 });
    const { regions = 0, backgroundRegions = 0 } = about;
    expect(backgroundRegions).toBeLessThan(regions);

    const { code, stdout } = await ecm(['analyze', 'theory', '--run', run, '--out', 'theory', '--json'], folder);
    expect(code).toBe(0);
    const { figures } = JSON.parse(stdout) as { figures: { name: string; caption: string }[] };
    expect(figures.map(({ name }) => name)).toEqual(['figure-2', 'figure-3', 'figure-4', 'figure-5', 'figure-6', 'figure-7']);
    expect(figures[0]?.caption).toMatch(/^tiny at steps 2, 4, 8 training images.* (\d+) of \1 dots keep the theorems/u);
    expect(figures[5]?.caption).toContain('measured on 50 batches before the first step of the run');
    // Every region is a positive or a negative of every class.
    const [head = [], ...dots] = rows('theory/figure-2.csv');
    const sums = dots
      .filter((dot) => dot[0] === '4')
      .map((dot) => Number(dot[head.indexOf('positives')]) + Number(dot[head.indexOf('negatives')]));
    expect(new Set(sums)).toEqual(new Set([regions]));
    expect(readFileSync(path.join(folder, 'theory', 'index.html'), 'utf8')).toContain('</html>');
  });

  it('gives the same scores again, and those of named checkpoints', async () => {
    const args = ['analyze', 'scores', run, '--images', '8', '--checkpoints', '4', '--out', 'again'];
    expect(await ecm(args, folder)).toMatchObject({ code: 0, stdout: `${path.join('again', 'step-00000004.jsonl')}\n` });
    const read = (place: string): string => readFileSync(path.join(folder, place, 'step-00000004.jsonl'), 'utf8');
    expect(read('again')).toBe(read(path.join(run, 'scores')));
  });

  it('draws Figures 4 to 7 from counts', async () => {
    writeFileSync(path.join(folder, 'counts.csv'), 'name,count\nrare,1\ncommon,10\nfrequent,100\n');
    const { code } = await ecm(['analyze', 'theory', '--counts', 'counts.csv', '--out', 'counted'], folder);
    expect(code).toBe(0);
    const [head = [], first = []] = rows('counted/figure-7.csv');
    // Worked example ECM-1 of the specification.
    expect(Number(first[head.indexOf('w_pos')])).toBeCloseTo(1.18728694662346, 12);
    const given = await ecm(
      ['analyze', 'theory', '--data', 'data/tiny/annotations/train.json', '--background-ratio', '3', '--out', 'data-set'],
      folder,
    );
    expect(given.stdout).toContain('r = 3 (given on the command line)');
    expect(rows('data-set/figure-7.csv')).toHaveLength(11);
  });

  it('says what is wrong', async () => {
    const theory = async (...args: string[]) => {
      const { code, stderr } = await ecm(['analyze', 'theory', '--out', 'wrong', ...args], folder);
      return `${code} ${stderr.split('\n')[0]}`;
    };
    expect(await theory()).toBe('2 error: name one source of counts (--counts, --data or --run), or --scores');
    expect(await theory('--counts', 'nowhere.csv')).toBe('1 DataError: nowhere.csv: it cannot be read (ENOENT).');
    expect(await theory('--counts', 'counts.csv', '--background-ratio', 'many')).toMatch(
      /^2 error: option '--background-ratio <number>' argument 'many' is invalid\. It must be a number\./u,
    );
    const scores = await ecm(['analyze', 'scores', run, '--checkpoints', '2,3'], folder);
    expect(scores.code).toBe(1);
    expect(scores.stderr).toContain('There is no checkpoint of step 3');
    expect((await ecm(['analyze', 'scores', run, '--checkpoints', 'some'], folder)).code).toBe(2);
  });
});
