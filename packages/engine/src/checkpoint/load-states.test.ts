import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { SavedState, StateTensor } from '@ecm/core/model';
import { ParameterStore, useBackend } from '@ecm/tensor';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { SgdOptimizer } from '../sgd/sgd-optimizer.js';
import { loadStates } from './load-states.js';
import { saveCheckpoint } from './save-checkpoint.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-states-'));

class Noting implements SavedState {
  readonly loaded: Readonly<Record<string, StateTensor>>[] = [];
  readonly trainingOnly: boolean;
  readonly #value: number | undefined;

  constructor(value?: number, trainingOnly = false) {
    this.#value = value;
    this.trainingOnly = trainingOnly;
  }

  save() {
    return this.#value === undefined ? {} : { ratio: { shape: [1], data: Float64Array.of(this.#value) } };
  }

  load(state: Readonly<Record<string, StateTensor>>) {
    this.loaded.push(state);
  }
}

beforeAll(() => useBackend('cpu'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('restores what detecting needs, and leaves the rest as it is', () => {
  const optimizer = new SgdOptimizer({ learningRate: 1, momentum: 0, weightDecay: 0 });
  const states = { 'head.loss_cls': new Noting(6.25), 'head.memory': new Noting(1, true), 'head.empty': new Noting() };
  const checkpoint = saveCheckpoint({
    folder,
    parts: { parameters: new ParameterStore({ seed: 0 }), optimizer, states },
    progress: { step: 1, position: { epoch: 0, batch: 1 }, seed: 0 },
    configDigest: 'test',
    keep: 1,
  });
  const model = { ...states, 'head.new': new Noting() };
  loadStates(checkpoint, model);
  const loaded = Object.values(model).map((state) => state.loaded.map(({ ratio }) => [...(ratio?.data ?? [])]));
  expect(loaded).toEqual([[[6.25]], [], [], []]);
});

it('changes nothing beside bare weights', () => {
  const state = new Noting(1);
  loadStates(path.join(folder, 'nowhere'), { 'head.loss_cls': state });
  expect(state.loaded).toEqual([]);
});
