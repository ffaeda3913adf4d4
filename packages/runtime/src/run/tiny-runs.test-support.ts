import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { JsonObject } from '@ecm/config';
import { synthesize } from '@ecm/datasets/node';
import { findCheckpoint, runFolderAt } from '@ecm/engine';
import { openWeightFile } from '@ecm/weights/node';

import { loadExperiment } from '../experiment/load-experiment.js';
import { newRun } from './new-run.js';
import { trainExperiment } from './train-experiment.js';

/** Number of classes of the tiny world. */
export const tinyClasses = 10;

/** Values that shrink a mini config to steps of a fraction of a second. */
const small: JsonObject = {
  '/model/backbone': { type: 'mini-resnet', channels: [8, 8, 16] },
  '/model/neck/outChannels': 8,
  '/model/proposalHead/channels': 8,
  '/model/proposalHead/training': { maxPerLevel: 50, maxPerImage: 16 },
  '/model/proposalHead/testing': { maxPerLevel: 50, maxPerImage: 8 },
  '/model/boxHead/hiddenSize': 16,
  '/model/boxHead/sampler': { type: 'random', count: 32, positiveFraction: 0.25, addGroundTruths: true },
  '/model/boxHead/maxPerImage': 5,
  '/model/maskHead/convolutions': 1,
  '/model/maskHead/channels': 8,
  '/data/input/scales': [48],
  '/data/input/maxLongSide': 48,
  '/data/testScale': 48,
  '/data/batchSize': 2,
  '/schedule/logEvery': 1,
  '/schedule/checkpointEvery': 1,
  '/schedule/keepCheckpoints': 9,
  '/evaluators': [{ type: 'lvis', iou: ['bbox'], maxDetections: 5 }],
};

/** A folder with a world of ten classes under the name `w2`, and runs of mini configs on it. */
export class TinyRuns {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'ecm-tiny-runs-'));

  async makeWorld(): Promise<void> {
    const options = { classes: tinyClasses, trainImages: 12, valImages: 2, maxInstances: 8, valInstances: [1, 1], imageSize: 48 } as const;
    await synthesize({ options, outDir: path.join(this.folder, 'data', 'w2') });
  }

  /** Trains a config of `configs/mini`. @returns the folder of the run */
  async train(name: string, steps: number, overrides: JsonObject = {}): Promise<string> {
    const file = fileURLToPath(new URL(`../../../../configs/mini/${name}.json`, import.meta.url));
    const size: JsonObject = { ...small, '/data/root': path.join(this.folder, 'data'), '/schedule/steps': steps };
    const experiment = await loadExperiment(file, { ...size, ...overrides });
    const folder = await newRun(experiment, path.join(this.folder, 'runs'));
    await trainExperiment({ experiment, folder });
    return folder.path;
  }

  /** Goes on with a copy of a run from the checkpoint of a step, as if the run had been killed after it. @returns the copy */
  async resume(run: string, step: number): Promise<string> {
    const copy = `${run}-resumed-${step}`;
    cpSync(run, copy, { recursive: true });
    const { checkpoints, config } = runFolderAt(copy);
    const at = (n: number) => `step-${String(n).padStart(8, '0')}`;
    for (let later = step + 1; later < step + 9; later++) rmSync(path.join(checkpoints, at(later)), { recursive: true, force: true });
    writeFileSync(path.join(checkpoints, 'latest'), `${at(step)}\n`);
    await trainExperiment({ experiment: await loadExperiment(config), folder: runFolderAt(copy), resume: true });
    return copy;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Bytes of everything that the last checkpoint of a run holds. */
export function checkpointBytes(run: string): Buffer[] {
  const checkpoint = findCheckpoint(runFolderAt(run).checkpoints);
  return ['weights', 'optimizer', 'loss-states'].map((name) => readFileSync(path.join(checkpoint, `${name}.safetensors`)));
}

/** Values of every tensor of the last checkpoint of a run. */
export function weightsOf(run: string): Map<string, string> {
  const file = openWeightFile(path.join(findCheckpoint(runFolderAt(run).checkpoints), 'weights.safetensors'));
  try {
    return new Map([...file.tensors.keys()].map((name) => [name, JSON.stringify([...file.read(name).data])]));
  } finally {
    file.close();
  }
}

/** Loss terms of each step of a run, from its log. */
export function loggedLosses(run: string): number[] {
  return readFileSync(runFolderAt(run).log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly mode?: string; readonly loss?: number })
    .flatMap(({ loss }) => (loss === undefined ? [] : [loss]));
}
