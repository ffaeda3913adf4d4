import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { ecm, startEcm } from '../testing/ecm-process.js';
import { tinyExperiment } from '../testing/tiny-experiment.js';

let folder: string;

beforeAll(async () => {
  ({ folder } = await tinyExperiment());
});

const runOf = (out: string): string => path.join(folder, out, 'tiny', readdirSync(path.join(folder, out, 'tiny'))[0] ?? '');
const lastCheckpoint = (run: string): string =>
  readdirSync(path.join(run, 'checkpoints'))
    .filter((name) => /^step-\d+$/u.test(name))
    .sort()
    .at(-1) ?? '';
/** `latest` is written last: from then on there is a whole checkpoint to go on from. */
const hasCheckpoint = (out: string): boolean =>
  existsSync(path.join(folder, out, 'tiny')) && existsSync(path.join(runOf(out), 'checkpoints', 'latest'));
const weightsOf = (run: string): Buffer => readFileSync(path.join(run, 'checkpoints', lastCheckpoint(run), 'weights.safetensors'));

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(20);
}

describe('ecm train', { timeout: 240_000 }, () => {
  it('trains, evaluates, and leaves a run that says everything', async () => {
    const { code, stdout, stderr } = await ecm(['train', 'tiny.json', '--out', 'whole', '--json'], folder);
    expect(stderr).toContain('Training');
    expect(code).toBe(0);
    const { run, results, report } = JSON.parse(stdout) as { run: string; report: string; results: { iou: string }[] };
    expect(results.map(({ iou }) => iou)).toEqual(['bbox', 'segm']);
    const inside = readdirSync(path.join(folder, run));
    expect(inside).toEqual(
      expect.arrayContaining(['checkpoints', 'config.json', 'environment.json', 'events', 'log.jsonl', 'report.html', 'results']),
    );
    expect(readFileSync(path.join(folder, report), 'utf8')).toContain('</html>');
    const log = readFileSync(path.join(folder, run, 'log.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string | number>);
    const steps = log.filter(({ mode }) => mode === 'train');
    expect(steps.map((row) => row['iter'])).toEqual([1, 2, 3, 4]);
    expect(log.filter(({ mode }) => mode === 'data')).toMatchObject([
      { split: 'train', iter: 4, failed_images: 0 },
      { split: 'val', iter: 4, images: 6, failed_images: 0 },
    ]);
    expect(Object.keys(steps[0] ?? {})).toEqual(
      expect.arrayContaining(['loss_rpn_cls', 'loss_rpn_bbox', 'loss_cls', 'loss_bbox', 'loss_mask', 'lr']),
    );
  });

  it.each(['train', 'val'])('says before the first step that the %s annotations are missing, and leaves no run', async (split) => {
    const args = ['train', 'tiny.json', '--out', `no-${split}`, '--set', `/data/${split}/annotations=gone.json`];
    const { code, stderr } = await ecm(args, folder);
    expect(code).toBe(1);
    expect(stderr).toContain('gone.json: cannot be opened (ENOENT: no such file or directory). Check the path.\n');
    expect(readdirSync(path.join(folder, `no-${split}`))).toEqual([]);
  });

  it('counts pictures that cannot be read, on the terminal and in the log, and ends with results', async () => {
    const { folder: home } = await tinyExperiment();
    const pictures = path.join(home, 'data', 'tiny', 'images', 'val');
    rmSync(path.join(pictures, readdirSync(pictures)[0] ?? ''));
    const { code, stdout, stderr } = await ecm(['train', 'tiny.json', '--set', '/schedule/steps=1', '--json'], home);
    expect(code).toBe(0);
    expect(stderr).toMatch(/Data "val": unusable images, left out, their objects count as missed: 1 \(.*\.\n/u);
    const { run } = JSON.parse(stdout) as { run: string };
    expect(readFileSync(path.join(home, run, 'log.jsonl'), 'utf8')).toContain('"split":"val","iter":1,"images":5,"failed_images":1}');
  });

  it('gives the same bits after kill −9 and resume as without', async () => {
    const args = ['train', 'tiny.json', '--set', '/schedule/steps=60', '--set', '/schedule/checkpointEvery=4'];
    await ecm([...args, '--out', 'unbroken'], folder);
    const { child, outcome } = startEcm([...args, '--out', 'killed'], folder);
    await until(() => hasCheckpoint('killed'));
    child.kill('SIGKILL');
    expect((await outcome).code).toBe(null);
    const resumed = await ecm(['train', '--resume', runOf('killed')], folder);
    expect(resumed.stderr).toContain('Resumed at step');
    expect(resumed.code).toBe(0);
    expect(weightsOf(runOf('killed')).equals(weightsOf(runOf('unbroken')))).toBe(true);
  });

  it('saves a checkpoint on Ctrl-C and says how to go on', async () => {
    const { child, outcome } = startEcm(['train', 'tiny.json', '--set', '/schedule/steps=5000', '--out', 'stopped'], folder);
    await until(() => hasCheckpoint('stopped'));
    // A terminal and npm both pass one key press on; a parent adds SIGTERM.
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) child.kill(signal);
    const { code, stderr } = await outcome;
    expect(code).toBe(130);
    expect(stderr).not.toContain('Error');
    expect(stderr).toContain('ecm train --resume');
  });

  it('trains with the loss of the guide page, published as a package outside of the repository', async () => {
    const page = readFileSync(new URL('../../../../docs/add-a-loss.md', import.meta.url), 'utf8');
    const source = /```js plugin\n([\s\S]*?)```/u.exec(page)?.[1] ?? '';
    const { publishPlugin } = await import('../testing/publish-plugin.js');
    publishPlugin(folder, 'my-logit-adjusted', source);
    const args = ['train', 'tiny.json', '--out', 'plugin', '--json', '--plugin', 'my-logit-adjusted'];
    const { code, stdout, stderr } = await ecm([...args, '--set', '/model/boxHead/loss={"type":"logit-adjusted"}'], folder);
    expect(stderr).not.toContain('Error');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty('results');
    const wrong = await ecm([...args, '--set', '/model/boxHead/loss={"type":"logit-adjusted","tao":2}'], folder);
    expect(wrong.stderr).toContain('/model/boxHead/loss: unknown key "tao". Did you mean "tau"? Known: type, tau.');
    expect(wrong.code).toBe(2);
  });
});
