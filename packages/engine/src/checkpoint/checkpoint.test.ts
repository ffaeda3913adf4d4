import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { SavedState } from '@ecm/core/model';
import { listed, ParameterStore, plainLayout, tf, useBackend, zeros } from '@ecm/tensor';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { AdamwOptimizer } from '../adamw/adamw-optimizer.js';
import { findCheckpoint, listCheckpoints } from './checkpoint-folder.js';
import { configDigest } from './config-digest.js';
import * as durableFiles from './durable-files.js';
import type { CheckpointParts } from './format.js';
import { loadCheckpoint } from './load-checkpoint.js';
import { saveCheckpoint } from './save-checkpoint.js';

vi.mock('./durable-files.js', { spy: true });

const root = mkdtempSync(path.join(tmpdir(), 'ecm-checkpoint-'));
let folder: string;
let count = 0;

class Counter implements SavedState {
  data = Float64Array.of(0.1, -1e300);
  save() {
    return { sums: { shape: [2], data: this.data } };
  }
  load({ sums }: Parameters<SavedState['load']>[0]) {
    if (sums !== undefined) this.data = Float64Array.from(sums.data);
  }
}

function makeParts(value: number, shape = [2]) {
  const store = new ParameterStore({ seed: 0 });
  const size = shape.reduce((a, b) => a * b, 1);
  store.scope().parameter('a.weight', shape, { layout: plainLayout, initialize: listed(new Float32Array(size).fill(value)) });
  store.scope().buffer('a.mean', [1], { layout: plainLayout, initialize: zeros });
  const counter = new Counter();
  const optimizer = new AdamwOptimizer({ learningRate: 0.1, betas: [0.9, 0.999], epsilon: 1e-8, weightDecay: 0 });
  return { store, parameters: store, optimizer, counter, states: { 'box.loss': counter } };
}

const save = (step: number, parts: CheckpointParts = makeParts(step), keep = 2) =>
  saveCheckpoint({
    folder,
    parts,
    progress: { step, position: { epoch: 1, batch: step }, seed: 4 },
    configDigest: 'aaaabbbbccccdddd',
    keep,
  });
const load = (parts: CheckpointParts, location = folder, digest = 'aaaabbbbccccdddd') =>
  loadCheckpoint({ location, parts, configDigest: digest });
const reason = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => String(error).replaceAll(folder, '<folder>'),
  );

beforeAll(async () => {
  await useBackend('cpu');
});
beforeEach(() => {
  folder = path.join(root, String(count++));
});
afterEach(() => {
  vi.mocked(durableFiles.writeDurably).mockReset();
  vi.mocked(durableFiles.replaceText).mockReset();
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('a checkpoint', () => {
  it('gives back progress, weights, optimiser and loss states', async () => {
    const parts = makeParts(3);
    const gradient = tf.tensor1d([1, 2]);
    parts.optimizer.load({});
    parts.optimizer.step(parts.parameters.trainable, { 'a.weight': gradient }, 0.1);
    parts.counter.data = Float64Array.of(1 / 3, 2 ** 60);
    save(7, parts);
    const fresh = makeParts(0);
    expect(await load(fresh)).toEqual({ step: 7, position: { epoch: 1, batch: 7 }, seed: 4 });
    expect(fresh.parameters.save()).toEqual(parts.parameters.save());
    expect(fresh.optimizer.save()).toEqual(parts.optimizer.save());
    expect(fresh.counter.data).toEqual(parts.counter.data);
  });

  it('is kept with the newest ones; latest names the last', () => {
    for (const step of [1, 2, 10]) save(step);
    expect(listCheckpoints(folder)).toEqual(['step-00000002', 'step-00000010']);
    expect(findCheckpoint(folder)).toBe(path.join(folder, 'step-00000010'));
    expect(findCheckpoint(path.join(folder, 'step-00000002'))).toBe(path.join(folder, 'step-00000002'));
  });

  it('takes the place of an older one of the same step, and what a killed writer left goes away', async () => {
    save(1, makeParts(1));
    save(2, makeParts(2));
    mkdirSync(path.join(folder, '.tmp-step-00000003-1'));
    save(2, makeParts(2));
    save(2, makeParts(5));
    expect(readdirSync(folder).sort()).toEqual(['latest', 'step-00000001', 'step-00000002']);
    const parts = makeParts(0);
    await load(parts);
    expect([...parts.store.get('a.weight').value.dataSync()]).toEqual([5, 5]);
  });

  it('leaves the one before intact when the disk is full', async () => {
    save(1);
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const failAt = (file: string) => (name: string) => {
      writeFileSync(name, 'half');
      if (path.basename(name) === file) throw full;
      return { bytes: 4, sha256: '' };
    };
    for (const file of ['weights.safetensors', 'optimizer.safetensors', 'state.json']) {
      vi.mocked(durableFiles.writeDurably).mockImplementation(failAt(file));
      expect(() => save(2)).toThrow('the disk is full');
      expect(await load(makeParts(0))).toMatchObject({ step: 1 });
    }
    vi.mocked(durableFiles.writeDurably).mockReset();
    vi.mocked(durableFiles.replaceText).mockImplementation(() => {
      throw full;
    });
    expect(() => save(2)).toThrow('the disk is full');
    expect(await load(makeParts(0))).toMatchObject({ step: 1 });
    rmSync(path.join(folder, 'step-00000002'), { recursive: true });
    vi.mocked(durableFiles.writeDurably).mockImplementation(failAt('weights.safetensors'));
    expect(await reason(Promise.resolve().then(() => save(2)))).toMatchInlineSnapshot(
      `"CheckpointError: <folder>/step-00000002: the checkpoint could not be written, the disk is full. step-00000001 is intact; make room and resume from it."`,
    );
    expect(readdirSync(folder).filter((name) => name.startsWith('.tmp'))).toEqual([]);
  });

  it('is refused, with the reason, if damaged, foreign or of another run', async () => {
    const at = path.join(folder, 'step-00000001');
    const broken = async (damage: () => void, parts: CheckpointParts = makeParts(0), digest?: string) => {
      rmSync(folder, { recursive: true, force: true });
      save(1);
      damage();
      return reason(load(parts, folder, digest));
    };
    const state = path.join(at, 'state.json');
    const edit = (change: Record<string, unknown>) => () => {
      writeFileSync(state, JSON.stringify({ ...(JSON.parse(readFileSync(state, 'utf8')) as object), ...change }));
    };
    expect({
      truncatedWeights: await broken(() => {
        truncateSync(path.join(at, 'weights.safetensors'), 100);
      }),
      flippedBit: await broken(() => {
        const bytes = readFileSync(path.join(at, 'optimizer.safetensors'));
        bytes[bytes.length - 1]! ^= 1;
        writeFileSync(path.join(at, 'optimizer.safetensors'), bytes);
      }),
      missingFile: await broken(() => {
        rmSync(path.join(at, 'loss-states.safetensors'));
      }),
      truncatedState: await broken(() => {
        truncateSync(state, 50);
      }),
      foreign: await broken(() => {
        writeFileSync(state, '{"epoch": 3}');
      }),
      version: await broken(edit({ version: 99 })),
      otherConfig: await broken(() => undefined, makeParts(0), 'eeeeffffgggghhhh'),
      otherShape: await broken(() => undefined, makeParts(0, [3])),
      otherStates: await broken(() => undefined, { ...makeParts(0), states: {} }),
      noCheckpoint: await broken(() => {
        rmSync(path.join(folder, 'latest'));
      }),
      danglingLatest: await broken(() => {
        writeFileSync(path.join(folder, 'latest'), 'step-00000009\n');
      }),
    }).toMatchInlineSnapshot(`
      {
        "danglingLatest": "CheckpointError: <folder>/latest: it names step-00000009, which is not there. Name one of the others: step-00000001.",
        "flippedBit": "CheckpointError: <folder>/step-00000001/optimizer.safetensors: its content is not what was written (SHA-256 differs); it is damaged, take another checkpoint.",
        "foreign": "CheckpointError: <folder>/step-00000001/state.json: it is not the state of a checkpoint of this toolbox.",
        "missingFile": "CheckpointError: <folder>/step-00000001/loss-states.safetensors: the checkpoint lacks it; take another checkpoint.",
        "noCheckpoint": "CheckpointError: <folder>: there is no checkpoint here: neither state.json nor latest.",
        "otherConfig": "CheckpointError: <folder>/step-00000001/state.json: the run was started with another config (digest aaaabbbbcccc… there, eeeeffffgggg… here). Resume with the config.json beside it, or take its weights as pretrained.",
        "otherShape": "CheckpointError: <folder>/step-00000001/weights.safetensors, tensor a.weight: its shape is [2], the model expects [3].",
        "otherStates": "CheckpointError: <folder>/step-00000001/state.json: it has loss states of box.loss, the model has none.",
        "truncatedState": "CheckpointError: <folder>/step-00000001/state.json: it is not JSON; the file is truncated or damaged, take another checkpoint.",
        "truncatedWeights": "CheckpointError: <folder>/step-00000001/weights.safetensors: it has 100 bytes, 228 were written; it is truncated, take another checkpoint.",
        "version": "CheckpointError: <folder>/step-00000001/state.json: it has layout version 99, this toolbox reads version 1.",
      }
    `);
  });

  it('is not restored if the model has more or fewer parameters', async () => {
    save(1);
    const more = makeParts(0);
    more.store.scope().parameter('b', [1], { layout: plainLayout, initialize: zeros });
    expect(await reason(load(more))).toMatchInlineSnapshot(
      `"CheckpointError: <folder>/step-00000001/weights.safetensors, tensor b: the file lacks it, the model has it."`,
    );
    const parts = makeParts(0);
    parts.store.scope().parameter('c', [1], { layout: plainLayout, initialize: zeros });
    save(2, parts);
    expect(await reason(load(makeParts(0)))).toMatchInlineSnapshot(
      `"CheckpointError: <folder>/step-00000002/weights.safetensors, tensor c: the file has it, the model lacks it."`,
    );
  });
});

describe('configDigest', () => {
  it('does not depend on the order of keys, but on everything else', () => {
    expect(configDigest({ a: 1, b: { c: [1, 2], d: 2 } })).toBe(configDigest({ b: { d: 2, c: [1, 2] }, a: 1 }));
    expect(configDigest({ a: [1, 2] })).not.toBe(configDigest({ a: [2, 1] }));
  });
});
