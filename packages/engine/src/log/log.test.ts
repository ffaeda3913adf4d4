import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { StepReport, TrainingObserver } from '../training/observer.js';
import { averaged } from './averaged.js';
import { JsonLinesFile } from './json-lines-file.js';
import { progressObserver } from './progress.js';
import { trainingLog } from './training-log.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-log-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const report = (step: number): StepReport => ({
  step,
  totalSteps: 5,
  epoch: 0,
  terms: { loss_cls: step, loss_bbox: 1 },
  total: step + 1,
  learningRate: 0.1 / step,
  gradientNorm: 10 * step,
  images: 2,
  seconds: step,
  waitSeconds: 0.5,
});

async function run(observer: TrainingObserver, from: number, to: number): Promise<void> {
  for (let step = from; step <= to; step++) await observer.afterStep?.(report(step));
  await observer.afterTraining?.('finished', to);
}

describe('averaged', () => {
  it('shows means over the steps since the last report, and the rest at the end', async () => {
    const seen: StepReport[] = [];
    await run(averaged(2, [{ afterStep: (mean) => void seen.push(mean) }]), 1, 5);
    expect(seen.map(({ step, terms, total, images, learningRate }) => ({ step, terms, total, images, learningRate }))).toEqual([
      { step: 2, terms: { loss_cls: 1.5, loss_bbox: 1 }, total: 2.5, images: 4, learningRate: 0.05 },
      { step: 4, terms: { loss_cls: 3.5, loss_bbox: 1 }, total: 4.5, images: 4, learningRate: 0.025 },
      { step: 5, terms: { loss_cls: 5, loss_bbox: 1 }, total: 6, images: 2, learningRate: 0.02 },
    ]);
  });
});

describe('the log', () => {
  it("has a line per step with mmdetection's keys", async () => {
    const file = path.join(folder, 'a.jsonl');
    await run(trainingLog(new JsonLinesFile(file)), 1, 1);
    expect(readFileSync(file, 'utf8')).toMatchInlineSnapshot(`
      "{"mode":"train","epoch":1,"iter":1,"lr":0.1,"data_time":0.5,"loss_cls":1,"loss_bbox":1,"loss":2,"grad_norm":10,"time":1}
      "
    `);
  });

  it('drops what a killed process logged after its last checkpoint, and a line that was cut off', async () => {
    const file = path.join(folder, 'b.jsonl');
    await run(trainingLog(new JsonLinesFile(file)), 1, 4);
    appendFileSync(file, '{"mode":"train","it');
    await run(trainingLog(new JsonLinesFile(file, 2)), 3, 5);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { iter: number }).iter)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('progressObserver', () => {
  it('tells rate and time left', async () => {
    const seen: [number, number, number][] = [];
    await run(
      progressObserver(({ done, stepsPerSecond, secondsLeft }) => seen.push([done, stepsPerSecond, secondsLeft])),
      1,
      2,
    );
    // Seconds per step: 1, then 1 + 0.04 (2 − 1).
    expect(seen).toEqual([
      [1, 1, 4],
      [2, 1 / 1.04, 3 * 1.04],
    ]);
  });
});
