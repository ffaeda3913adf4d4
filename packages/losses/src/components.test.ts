import { readdirSync } from 'node:fs';

import type { ClassStatistics } from '@ecm/core';
import type { ClassificationLoss } from '@ecm/core/model';
import { tf, useBackend } from '@ecm/tensor';
import { evaluateLoss } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import * as api from './index.js';
import { lossesComponents } from './components.js';

const statistics: ClassStatistics = {
  categories: [
    { id: 1, name: 'cup' },
    { id: 2, name: 'owl' },
    { id: 5, name: 'fig' },
  ],
  instanceCounts: Float64Array.of(900, 30, 2),
  imageCounts: Float64Array.of(400, 20, 1),
  annotatedImages: 500,
  ancestors: [[], [0], []],
};

const pascal = (type: string) => type.replaceAll(/(?:^|-)([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());

type Build = (config: object, surroundings: object) => unknown;

/** Builds a part with the defaults of its schema, as the composition root does. */
function build(component: (typeof lossesComponents)[number], options: object = {}, counted: ClassStatistics = statistics): unknown {
  const defaults = Object.entries(optionsOf(component)).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const config = { type: component.type, ...(Object.fromEntries(defaults) as object), ...options };
  return (component.create as Build)(config, { given: { classes: 3 }, services: { statistics: counted }, path: '/loss' });
}

interface Option {
  readonly default?: unknown;
  readonly description?: string;
}

const optionsOf = ({ schema }: (typeof lossesComponents)[number]) => schema['properties'] as Readonly<Record<string, Option>>;

const classification = lossesComponents.filter(({ family }) => family.name === 'classification-loss');

it('has one component per folder, sorted, with an exported class of the same name', () => {
  const folders = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.component.ts'))
    .map((file) => file.replace(/[/\\].*/u, ''));
  const types = lossesComponents.map(({ type }) => type);
  expect(types).toEqual([...folders].sort());
  for (const type of types) expect(Object.keys(api)).toContain(`${pascal(type)}Loss`);
});

it.each(lossesComponents)('$type describes every option, with a default or a word about its absence', (component) => {
  expect(component.schema['additionalProperties']).toBe(false);
  for (const [name, option] of Object.entries(optionsOf(component))) {
    if (name === 'type') continue;
    expect(option.description?.length ?? 0, name).toBeGreaterThan(20);
    if (option.default === undefined) expect(option.description, name).toMatch(/absent/iu);
  }
});

describe.each(['wasm', 'cpu'] as const)('every classification loss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  const options = () => ({ averageFactor: 3, weights: Float32Array.of(1, 1, 1), qualities: Float32Array.of(0.5, 0.9, 0) });
  const rows = (columns: number, value: (row: number, column: number) => number) =>
    Array.from({ length: 3 }, (_, row) => Array.from({ length: columns }, (_column, column) => value(row, column)));

  it.each(classification)('$type is finite at logits of ±10,000, and at zero', (component) => {
    const loss = build(component) as ClassificationLoss;
    const columns = loss.channels(3);
    for (const size of [1e4, 0]) {
      const logits = rows(columns, (row, column) => ((row + column) % 2 === 0 ? size : -size));
      const { terms, gradient, scores } = evaluateLoss(loss, logits, [0, 2, 3], options());
      for (const value of [...Object.values(terms), ...gradient.flat(), ...scores.flat()]) expect(value).toSatisfy(Number.isFinite);
      expect(scores.flat().every((score) => score >= 0 && score <= 1)).toBe(true);
    }
  });

  it.each(classification)('$type takes batches of background, of one row and of none', (component) => {
    const loss = build(component) as ClassificationLoss;
    const columns = loss.channels(3);
    for (const labels of [[3, 3, 3], [1], []]) {
      const count = labels.length;
      const logits = tf.tensor2d(
        Float32Array.from({ length: count * columns }, (_, k) => Math.sin(k)),
        [count, columns],
      );
      const terms = loss.losses(logits, Int32Array.from(labels), {
        averageFactor: Math.max(count, 1),
        qualities: new Float32Array(count).fill(0.5),
      });
      for (const term of Object.values(terms)) {
        expect(term.dataSync()[0]).toSatisfy(Number.isFinite);
        if (count === 0) expect(term.dataSync()[0]).toBe(0);
      }
      const { shape } = loss.scores(logits);
      expect(shape[0]).toBe(count);
      expect([3, 4]).toContain(shape[1]);
    }
  });

  it.each(classification)('$type is 0 or finite where every row is left out', (component) => {
    const loss = build(component) as ClassificationLoss;
    const logits = rows(loss.channels(3), (row, column) => Math.sin(row + column) * 1e4);
    const { terms, gradient } = evaluateLoss(loss, logits, [0, 2, 3], { weights: new Float32Array(3), averageFactor: 0 });
    // Losses that cannot be reduced otherwise divide by the rows and take no weights (loss specification, section 1).
    const weighted = 'reduction' in optionsOf(component);
    for (const value of [...Object.values(terms), ...gradient.flat()]) {
      if (weighted) expect(value).toBeCloseTo(0, 10);
      else expect(value).toSatisfy(Number.isFinite);
    }
  });

  it.each(classification.filter((component) => 'ignoreIndex' in optionsOf(component)))(
    '$type is 0 where every label is ignored, and counts the rows unless told otherwise',
    (component) => {
      const logits = rows((build(component) as ClassificationLoss).channels(3), (row, column) => row - column);
      for (const averageNonIgnored of [false, true]) {
        const loss = build(component, { averageNonIgnored }) as ClassificationLoss;
        const { terms, gradient } = evaluateLoss(loss, logits, [-100, -100, -100]);
        expect([...Object.values(terms), ...gradient.flat()].every((value) => value === 0)).toBe(true);
      }
    },
  );

  it.each(classification)('$type takes classes without and with one training object', (component) => {
    const loss = build(
      component,
      {},
      { ...statistics, instanceCounts: Float64Array.of(0, 1, 1e6), imageCounts: Float64Array.of(0, 1, 1e5) },
    );
    const logits = rows((loss as ClassificationLoss).channels(3), (row, column) => Math.sin(3 * row + column) * 20);
    const { terms, gradient, scores } = evaluateLoss(loss as ClassificationLoss, logits, [0, 1, 3], options());
    for (const value of [...Object.values(terms), ...gradient.flat(), ...scores.flat()]) expect(value).toSatisfy(Number.isFinite);
  });

  it.each(classification)('$type does not depend on the order of the rows', (component) => {
    const columns = (build(component) as ClassificationLoss).channels(3);
    const logits = rows(columns, (row, column) => Math.sin(3 * row + column) * 4);
    const [forward, backward] = [
      evaluateLoss(build(component) as ClassificationLoss, logits, [0, 2, 3], options()),
      evaluateLoss(build(component) as ClassificationLoss, [logits[2], logits[1], logits[0]], [3, 2, 0], {
        ...options(),
        qualities: Float32Array.of(0, 0.9, 0.5),
      }),
    ];
    for (const [name, value] of Object.entries(forward.terms)) expect(backward.terms[name]).toBeCloseTo(value, 5);
  });

  it.each(classification)('$type stops at NaN with a sentence, or passes it on if told to', (component) => {
    const loss = build(component) as ClassificationLoss;
    const columns = loss.channels(3);
    const logits = rows(columns, (row, column) => (row === 1 && column === 0 ? NaN : 0));
    expect(() => evaluateLoss(loss, logits, [0, 2, 3], options())).toThrow(/row 1, column 0 of \[3, \d+\] is NaN/u);
    const passing = build(component, { nan: 'pass' }) as ClassificationLoss;
    const { terms } = evaluateLoss(passing, logits, [0, 2, 3], options());
    expect(Object.values(terms).some(Number.isNaN)).toBe(true);
  });

  it.each(classification)('$type continues from its saved state as if it had not stopped', (component) => {
    const logits = (step: number, columns: number) => rows(columns, (row, column) => Math.sin(step + 5 * row + column) * 3);
    const run = (loss: ClassificationLoss, from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => {
        const { terms } = evaluateLoss(loss, logits(from + i, loss.channels(3)), [0, 2, 3], options());
        loss.advance?.();
        return terms;
      });
    const whole = build(component) as ClassificationLoss;
    run(whole, 0, 3);
    const state = whole.state?.save();
    const resumed = build(component) as ClassificationLoss;
    if (state !== undefined) resumed.state?.load(state);
    expect(run(resumed, 3, 6)).toEqual(run(whole, 3, 6));
    expect(resumed.state?.save()).toEqual(whole.state?.save());
  });

  it.each(classification)('$type starts cleanly from a checkpoint without its state', (component) => {
    const loss = build(component) as ClassificationLoss;
    const before = loss.state?.save();
    loss.state?.load({});
    expect(loss.state?.save()).toEqual(before);
  });

  it.each(classification)('$type falls over 50 steps of gradient descent', (component) => {
    const loss = build(component) as ClassificationLoss;
    let logits = rows(loss.channels(3), (row, column) => Math.sin(2 * row + column));
    const totals = Array.from({ length: 50 }, () => {
      const { terms, gradient } = evaluateLoss(loss, logits, [0, 2, 3], options());
      logits = logits.map((row, i) => row.map((z, k) => z - gradient[i][k]));
      loss.advance?.();
      return Object.values(terms).reduce((sum, term) => sum + term, 0);
    });
    expect(totals.every(Number.isFinite)).toBe(true);
    expect(totals[49]).toBeLessThan(totals[0]);
  });

  it.each(classification)('$type leaves no tensor behind', (component) => {
    const loss = build(component) as ClassificationLoss;
    const logits = rows(loss.channels(3), (row, column) => row - column);
    evaluateLoss(loss, logits, [0, 2, 3], options());
    const before = tf.memory().numTensors;
    evaluateLoss(loss, logits, [0, 2, 3], options());
    expect(tf.memory().numTensors).toBe(before);
  });
});

it.each(classification)('$type has the same defaults in its class as in its schema', (component) => {
  const Loss = Reflect.get(api, `${pascal(component.type)}Loss`) as new (given: object) => ClassificationLoss;
  const given = {
    classes: 3,
    counts: statistics.instanceCounts,
    imageCounts: statistics.imageCounts,
    frequencies: statistics.imageCounts.map((count) => count / statistics.annotatedImages),
    rare: [0, 0, 0],
    tree: { isAncestor: () => false },
  };
  const built = build(component) as ClassificationLoss;
  expect(new Loss(given).initialBias).toEqual(built.initialBias);
  expect(new Loss(given).channels(3)).toBe(built.channels(3));
});

it('says where counts and classes do not fit', () => {
  const [ecm] = lossesComponents.filter(({ type }) => type === 'ecm');
  expect(() => build(ecm, { counts: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
    `[ConfigError: /loss/counts: the list has 2 classes, but the detector has 3.]`,
  );
  const [hierarchy] = lossesComponents.filter(({ type }) => type === 'eql-hierarchy');
  const surroundings = { given: { classes: 3 }, services: { statistics: { ...statistics, ancestors: undefined } }, path: '/loss' };
  expect(() => (hierarchy.create as Build)({ frequentCategories: 1, equalize: true }, surroundings)).toThrowErrorMatchingInlineSnapshot(
    `[ConfigError: /loss/parents: the training set has no class hierarchy; list the parent of each class here (−1 for none).]`,
  );
});
