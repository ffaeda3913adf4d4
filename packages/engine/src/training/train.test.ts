import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { BatchSource, HostBatch } from '@ecm/core';
import type { LossTerms, Optimizer } from '@ecm/core/model';
import { tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { ConstantSchedule } from '../constant/constant-schedule.js';
import { clipByNorm } from '../optimizer/clip-gradients.js';
import { SgdOptimizer } from '../sgd/sgd-optimizer.js';
import { ToyDetector } from '../testing/toy-detector.js';
import { ToySource } from '../testing/toy-source.js';
import { toyTraining } from '../testing/toy-training.js';
import { every } from './every.js';
import type { StepReport, TrainingObserver } from './observer.js';
import type { Training } from './train.js';
import { train } from './train.js';

const sgd = (learningRate = 0.1) => new SgdOptimizer({ learningRate, momentum: 0.9, weightDecay: 0 });

function parts(change: Partial<Training> = {}): Training {
  return {
    detector: new ToyDetector(3),
    source: new ToySource({ seed: 1, batchesPerEpoch: 4 }),
    optimizer: sgd(),
    schedule: new ConstantSchedule(),
    options: { totalSteps: 6, seed: 2 },
    ...change,
  };
}

/** Optimiser that only remembers what it was given. */
function recording(): Optimizer & { seen: Record<string, number[]>[] } {
  const seen: Record<string, number[]>[] = [];
  return {
    seen,
    learningRate: 1,
    step: (_, gradients) => {
      seen.push(Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, [...gradient.dataSync()]])));
    },
    save: () => ({}),
    load: () => undefined,
    dispose: () => undefined,
  };
}

beforeAll(async () => {
  await useBackend('cpu');
});

describe('train', () => {
  it('gives the memory of its batches back to the source, once each, when a step is over', async () => {
    const source = new ToySource({ seed: 1, batchesPerEpoch: 4 });
    const taken: HostBatch[] = [];
    const returned: HostBatch[] = [];
    const observed: BatchSource = {
      batchesPerEpoch: source.batchesPerEpoch,
      position: source.position,
      next: async () => {
        expect(returned).toEqual(taken.slice(0, returned.length));
        const batch = await source.next();
        taken.push(batch);
        return batch;
      },
      recycle: (batch) => void returned.push(batch),
      seek: (position) => {
        source.seek(position);
      },
      report: () => source.report(),
      close: () => source.close(),
    };
    await train(parts({ source: observed, options: { totalSteps: 3, seed: 2, accumulate: 2 } }));
    expect([taken.length, returned]).toEqual([6, taken]);
  });

  it('reports every step to its observers in order', async () => {
    const reports: StepReport[] = [];
    const calls: string[] = [];
    const observers: TrainingObserver[] = [
      { afterStep: (report) => void reports.push(report), afterTraining: (end, step) => void calls.push(`${end} ${step}`) },
      every(4, ({ step }) => void calls.push(`every ${step}`)),
    ];
    const detector = new ToyDetector(3);
    expect(await train(parts({ detector, observers }))).toEqual({ end: 'finished', step: 6 });
    expect(calls).toEqual(['every 4', 'every 6', 'finished 6']);
    expect(reports.map(({ step, epoch, learningRate, images }) => [step, epoch, learningRate, images])).toEqual([
      [1, 0, 0.1, 2],
      [2, 0, 0.1, 2],
      [3, 0, 0.1, 2],
      [4, 0, 0.1, 2],
      [5, 1, 0.1, 2],
      [6, 1, 0.1, 2],
    ]);
    for (const { terms, total, gradientNorm } of reports) {
      expect(total).toBeCloseTo(terms['loss_cls']! + terms['loss_bbox']!, 12);
      expect(gradientNorm).toBeGreaterThan(0);
    }
    // advance() has been called once per step.
    expect(detector.states['head.loss_cls']?.save()['count']?.data).toEqual(Float64Array.of(6));
  });

  it.each(['cpu', 'wasm'])('learns, leaves frozen parameters alone and keeps no tensors on %s', async (backend) => {
    await useBackend(backend);
    const detector = new ToyDetector(3);
    const source = new ToySource({ seed: 1, batchesPerEpoch: 1 });
    source.seek({ epoch: 0, batch: 0 });
    const before = detector.parameters.save();
    const totals: number[] = [];
    const optimizer = sgd(0.02);
    let tensors = 0;
    const observer: TrainingObserver = {
      afterStep({ step, total }) {
        totals.push(total);
        if (step === 1) tensors = tf.memory().numTensors;
        expect(tf.memory().numTensors).toBe(tensors);
      },
    };
    await train(
      parts({
        detector,
        source,
        optimizer,
        observers: [observer],
        options: { totalSteps: 40, seed: 2, clip: clipByNorm(1), accumulate: 2 },
      }),
    );
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(totals.slice(-10))).toBeLessThan(mean(totals.slice(0, 10)));
    expect(detector.parameters.save()['head.frozen']).toEqual(before['head.frozen']);
    optimizer.dispose();
    detector.parameters.dispose();
    await useBackend('cpu');
  });

  it('averages losses and gradients of accumulated batches', async () => {
    // Noise depends on the batch's number inside the step, so the loss without noise is compared.
    class Quiet extends ToyDetector {
      override losses({ images }: Parameters<ToyDetector['losses']>[0]): LossTerms {
        const weight = this.parameters.get('head.fc.weight').value;
        return { loss: images.mean().mul(weight.sum()).asScalar() };
      }
    }
    const single = recording();
    await train(parts({ detector: new Quiet(3), optimizer: single, options: { totalSteps: 2, seed: 2 } }));
    const both = recording();
    await train(parts({ detector: new Quiet(3), optimizer: both, options: { totalSteps: 1, seed: 2, accumulate: 2 } }));
    const [a, b] = single.seen.map((gradients) => gradients['head.fc.weight']![0]!);
    expect(both.seen[0]!['head.fc.weight']![0]).toBeCloseTo((a! + b!) / 2, 6);
  });

  it('stops at a loss that is not a number and names step, term and images', async () => {
    class Broken extends ToyDetector {
      override losses(...[batch, random]: Parameters<ToyDetector['losses']>): LossTerms {
        const { loss_cls, loss_bbox } = super.losses(batch, random) as { loss_cls: LossTerms[string]; loss_bbox: LossTerms[string] };
        const last = batch.infos[0]?.fileName.startsWith('0-2') === true;
        return { loss_cls, loss_bbox: last ? loss_bbox.mul(NaN).asScalar() : loss_bbox };
      }
    }
    await expect(train(parts({ detector: new Broken(3) }))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[NumericError: Step 3: loss term "loss_bbox" is NaN. Images: 0-2-0.jpg, 0-2-1.jpg. Lower the learning rate, lengthen the warm-up or clip gradients, and look at these images and their annotations.]`,
    );
  });

  it('stops at a gradient that is not finite though the loss is', async () => {
    class Broken extends ToyDetector {
      override losses(): LossTerms {
        const bias = this.parameters.get('head.fc.bias').value;
        // The root of 0 is 0, its slope is not a number.
        return { loss: bias.sqrt().sum().asScalar() };
      }
    }
    await expect(train(parts({ detector: new Broken(3) }))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[NumericError: Step 1: gradient norm of "head.fc.bias" is Infinity. Images: 0-0-0.jpg, 0-0-1.jpg. Lower the learning rate, lengthen the warm-up or clip gradients, and look at these images and their annotations.]`,
    );
  });

  it('ends after the present step when a signal is raised, and saves a checkpoint', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ecm-train-'));
    const interrupt = new AbortController();
    const observers: TrainingObserver[] = [
      {
        afterStep({ step }) {
          if (step === 2) interrupt.abort();
        },
      },
    ];
    const run = { folder, totalSteps: 9, checkpointEvery: 5, width: 3, backend: 'cpu', observers };
    expect(await toyTraining({ ...run, signal: interrupt.signal })).toEqual({ end: 'interrupted', step: 2 });
    expect(readdirSync(folder)).toContain('step-00000002');
    expect(await toyTraining({ ...run })).toEqual({ end: 'finished', step: 9 });
    rmSync(folder, { recursive: true });
  });
});
