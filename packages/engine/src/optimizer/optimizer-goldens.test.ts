import { readFileSync } from 'node:fs';

import { linearLayout, listed, ParameterStore, plainLayout, tf, useBackend } from '@ecm/tensor';
import { formulaTensor } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { AdamwOptimizer } from '../adamw/adamw-optimizer.js';
import { SgdOptimizer } from '../sgd/sgd-optimizer.js';
import { clipByNorm } from './clip-gradients.js';
import { globalNorm, gradientNorms } from './gradient-norm.js';

interface OptimizerCase {
  type: 'sgd' | 'adamw';
  clipNorm: number | null;
  settings: { momentum: number; betas: [number, number]; eps: number; groups: { lr: number; weightDecay: number }[] };
  start: string[];
  steps: { norm: number; lrFactor: number; params: number[][] }[];
}

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../testing/goldens/detectors/${path}`, import.meta.url), 'utf8'));
const { cases } = read('ops/optimizers.json') as { cases: OptimizerCase[] };
// Set seed of this set of goldens (formula.json).
const setSeed = 0x0ec30001;
const values = (formula: string, amp: number) => formulaTensor({ formula, shape: [6], amp }, setSeed);

function optimizerOf({ type, settings, start }: OptimizerCase) {
  const learningRate = settings.groups[0]!.lr;
  const parameterRules = settings.groups.map(({ lr, weightDecay }, index) => ({
    names: [start[index]!],
    learningRateFactor: lr / learningRate,
    weightDecayFactor: weightDecay,
  }));
  return type === 'sgd'
    ? new SgdOptimizer({ learningRate, momentum: settings.momentum, weightDecay: 1, parameterRules })
    : new AdamwOptimizer({ learningRate, betas: settings.betas, epsilon: settings.eps, weightDecay: 1, parameterRules });
}

beforeAll(async () => {
  await useBackend('cpu');
});

describe.each(cases.map((golden) => ({ name: `${golden.type}, clip ${String(golden.clipNorm)}`, golden })))('$name', ({ golden }) => {
  it.each([
    { interruptedBefore: -1, what: 'in one go' },
    { interruptedBefore: 3, what: 'after a save and a load in between' },
  ])('follows the reference $what', ({ interruptedBefore }) => {
    const store = new ParameterStore({ seed: 0 });
    for (const name of golden.start) store.scope().parameter(name, [6], { layout: plainLayout, initialize: listed(values(name, 1)) });
    let optimizer = optimizerOf(golden);
    golden.steps.forEach(({ norm, lrFactor, params }, t) => {
      if (t === interruptedBefore) {
        const saved = optimizer.save();
        optimizer.dispose();
        optimizer = optimizerOf(golden);
        optimizer.load(saved);
      }
      tf.tidy(() => {
        const raw = Object.fromEntries(
          golden.start.map((name, i) => [name, tf.tensor1d(values(`optim.g${i}.${t}`, t % 2 === 0 ? 0.5 : 4))]),
        );
        const found = globalNorm(gradientNorms(raw));
        expect(found).toBeCloseTo(norm, 5);
        const gradients = golden.clipNorm === null ? raw : clipByNorm(golden.clipNorm)(raw, found);
        optimizer.step(store.trainable, gradients, optimizer.learningRate * lrFactor);
      });
      params.forEach((want, i) => {
        const got = [...store.get(golden.start[i]!).value.dataSync()];
        want.forEach((value, k) => {
          expect(Math.abs(got[k]! - value)).toBeLessThanOrEqual(1e-5 + 1e-4 * Math.abs(value));
        });
      });
    });
    optimizer.dispose();
    store.dispose();
    expect(tf.memory().numTensors).toBe(0);
  });
});

describe('optimiser state', () => {
  it('is saved in the layout of files and refused in another shape', () => {
    const store = new ParameterStore({ seed: 0 });
    const weight = store.scope().parameter('fc.weight', [2, 3], { layout: linearLayout, initialize: listed(new Float32Array(6)) });
    const optimizer = new SgdOptimizer({ learningRate: 1, momentum: 0.5, weightDecay: 0 });
    const gradient = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    optimizer.step([weight], { 'fc.weight': gradient }, 1);
    const saved = optimizer.save();
    expect(saved).toEqual({ 'fc.weight/momentum': { shape: [3, 2], data: Float32Array.of(1, 4, 2, 5, 3, 6) } });
    optimizer.load({ 'fc.weight/momentum': { shape: [2, 3], data: new Float32Array(6) } });
    expect(() => {
      optimizer.step([weight], { 'fc.weight': gradient }, 1);
    }).toThrowErrorMatchingInlineSnapshot(`[ShapeError: optimiser state fc.weight/momentum must be [3, 2], but is [2, 3].]`);
    // What has been loaded and not been used yet is not lost.
    optimizer.load(saved);
    expect(optimizer.save()).toEqual(saved);
    optimizer.dispose();
    gradient.dispose();
    store.dispose();
  });

  it('leaves parameters without a gradient alone', () => {
    const store = new ParameterStore({ seed: 0 });
    const bias = store.scope().parameter('bias', [1], { layout: plainLayout, initialize: listed(Float32Array.of(3)) });
    const optimizer = new AdamwOptimizer({ learningRate: 1, betas: [0.9, 0.999], epsilon: 1e-8, weightDecay: 0.5 });
    optimizer.step([bias], {}, 1);
    expect(bias.value.dataSync()[0]).toBe(3);
    expect(optimizer.save()).toEqual({});
    store.dispose();
  });
});
