import type { Optimizer } from '@ecm/core/model';
import { AdamwOptimizer, clipByNorm, globalNorm, gradientNorms, SgdOptimizer } from '@ecm/engine';
import { listed, ParameterStore, plainLayout, tf, useBackend } from '@ecm/tensor';
import { formulaTensor, valueMismatch } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler } from '../handler.js';
import { caseOf, numberCase } from '../networks/map-cases.js';
import { setSeedOf } from '../networks/set-seed.js';

interface OptimizerCase {
  readonly type: string;
  readonly clipNorm: number | null;
  readonly settings: {
    readonly momentum?: number;
    readonly betas?: readonly [number, number];
    readonly eps?: number;
    readonly groups: readonly { readonly lr: number; readonly weightDecay: number }[];
  };
  /** Formula names of the start values, one parameter per group. */
  readonly start: readonly string[];
  readonly steps: readonly { readonly norm: number; readonly lrFactor: number; readonly params: readonly (readonly number[])[] }[];
}

/** Compares parameters after each step of SGD and AdamW, with and without clipping. */
export const optimizerHandler: GoldenHandler = {
  matches: (file) => casesOf(file) !== undefined,
  async *run(file, context) {
    await useBackend(context.backend);
    for (const [index, golden] of (casesOf(file) ?? []).entries()) {
      const name = `${index} ${golden.type}, clip ${String(golden.clipNorm)}`;
      for (const result of compare(golden, setSeedOf(file, context))) yield { ...result, name: `${name}, ${result.name}` };
    }
  },
};

function casesOf(file: GoldenFile): readonly OptimizerCase[] | undefined {
  const { cases } = file.read() as { readonly cases?: unknown };
  if (!Array.isArray(cases) || cases.length === 0) return undefined;
  const [first] = cases as readonly Partial<OptimizerCase>[];
  return first.settings?.groups !== undefined && first.start !== undefined ? (cases as readonly OptimizerCase[]) : undefined;
}

function* compare(golden: OptimizerCase, setSeed: number): Iterable<CaseResult> {
  const optimizer = optimizerOf(golden);
  const store = new ParameterStore({ seed: 0 });
  for (const [index, name] of golden.start.entries()) {
    const shape = [golden.steps[0].params[index].length];
    store.scope().parameter(name, shape, { layout: plainLayout, initialize: listed(formulaTensor({ formula: name, shape }, setSeed)) });
  }
  for (const [t, { norm, lrFactor, params }] of golden.steps.entries()) {
    const found = tf.tidy(() => {
      // The gradients of the set: amplitude 0.5 at even steps, 4 at odd ones (note of the file).
      const amp = t % 2 === 0 ? 0.5 : 4;
      const gradient = (index: number) => formulaTensor({ formula: `optim.g${index}.${t}`, shape: [params[index].length], amp }, setSeed);
      const gradients = Object.fromEntries(golden.start.map((name, index) => [name, tf.tensor1d(gradient(index))]));
      const length = globalNorm(gradientNorms(gradients));
      const clipped = golden.clipNorm === null ? gradients : clipByNorm(golden.clipNorm)(gradients, length);
      optimizer.step(store.trainable, clipped, optimizer.learningRate * lrFactor);
      return length;
    });
    yield numberCase(`step ${t} norm`, found, norm, 1e-5 + 1e-4 * norm);
    for (const [index, name] of golden.start.entries()) {
      yield caseOf(`step ${t} ${name}`, valueMismatch(store.get(name).value.dataSync(), params[index]));
    }
  }
  optimizer.dispose();
  store.dispose();
}

/** One base rate, and each group's rate and decay as factors on it. */
function optimizerOf({ type, settings, start }: OptimizerCase): Optimizer {
  const { groups, momentum = 0, betas = [0.9, 0.999], eps: epsilon = 1e-8 } = settings;
  const learningRate = groups[0].lr;
  const parameterRules = groups.map(({ lr, weightDecay }, index) => ({
    names: [start[index]],
    learningRateFactor: lr / learningRate,
    weightDecayFactor: weightDecay,
  }));
  if (type === 'sgd') return new SgdOptimizer({ learningRate, momentum, weightDecay: 1, parameterRules });
  if (type === 'adamw') return new AdamwOptimizer({ learningRate, betas, epsilon, weightDecay: 1, parameterRules });
  throw new Error(`There is no optimiser "${type}". Known: sgd, adamw.`);
}
