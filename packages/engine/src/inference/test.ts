import { setImmediate } from 'node:timers/promises';

import type { Detections, EvaluationResult, Evaluator, HostBatch, TestSource } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { toDevice } from '../training/to-device.js';
import type { ResultWriter } from './result-writer.js';

/** How far testing is. */
export interface TestProgress {
  readonly done: number;
  readonly total: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

/** The parts of a test run. */
export interface Testing {
  readonly detector: Pick<Detector, 'detect'>;
  readonly source: TestSource;
  readonly evaluators: readonly Evaluator[];
  readonly writers?: readonly ResultWriter[];
  readonly onProgress?: (progress: TestProgress) => void;
  /** Ends the run after the batch that is being worked on; there are no results then. */
  readonly signal?: AbortSignal;
}

/** What a test run found. */
export interface TestOutcome {
  readonly end: 'finished' | 'interrupted';
  /** Of all evaluators in order; empty if interrupted. */
  readonly results: readonly EvaluationResult[];
  readonly images: number;
  readonly detections: number;
  /** Seconds of detection and of collecting, without `finish` of the evaluators. */
  readonly seconds: number;
}

/** Detects on every image of a source and hands the detections to evaluators and writers. */
export async function test(testing: Testing): Promise<TestOutcome> {
  const { evaluators, writers = [] } = testing;
  const discardAll = () => {
    for (const writer of writers) writer.discard();
  };
  const outcome = await detectAll(testing).catch((error: unknown) => {
    discardAll();
    throw error;
  });
  if (outcome.end === 'interrupted') {
    discardAll();
    return outcome;
  }
  for (const writer of writers) writer.close();
  return { ...outcome, results: evaluators.flatMap((evaluator) => evaluator.finish()) };
}

async function detectAll({ detector, source, evaluators, writers = [], onProgress, signal }: Testing): Promise<TestOutcome> {
  const started = performance.now();
  const counts = { images: 0, detections: 0 };
  for await (const batch of source) {
    const found = detect(detector, batch);
    batch.infos.forEach((info, index) => {
      const detections = found[index];
      if (detections === undefined) throw new Error(`The detector returned nothing for ${info.fileName}.`);
      for (const sink of [...evaluators, ...writers]) sink.add(info.id, detections);
      counts.images += 1;
      counts.detections += detections.labels.length;
    });
    const imagesPerSecond = counts.images / ((performance.now() - started) / 1000);
    onProgress?.({
      done: counts.images,
      total: source.size,
      imagesPerSecond,
      secondsLeft: (source.size - counts.images) / imagesPerSecond,
    });
    // Lets signals in: a source that is ahead never gives way to them.
    await setImmediate();
    if (signal?.aborted === true) break;
  }
  const end = counts.images + source.failures.length < source.size ? 'interrupted' : 'finished';
  return { end, results: [], ...counts, seconds: (performance.now() - started) / 1000 };
}

function detect(detector: Pick<Detector, 'detect'>, hostBatch: HostBatch): readonly Detections[] {
  let found: readonly Detections[] = [];
  // Not returned from the tidy, which would look for tensors among all detections.
  tf.tidy(() => {
    const { images, infos } = toDevice(hostBatch);
    found = detector.detect(images, infos);
  });
  return found;
}
