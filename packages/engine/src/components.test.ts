import { readdirSync } from 'node:fs';
import path from 'node:path';

import type { Surroundings } from '@ecm/core';
import type { ScheduleGiven } from '@ecm/core/model';
import { describe, expect, it } from 'vitest';

import { adamwComponent } from './adamw/adamw.component.js';
import { engineComponents } from './components.js';
import { constantComponent } from './constant/constant.component.js';
import { cosineComponent } from './cosine/cosine.component.js';
import { sgdComponent } from './sgd/sgd.component.js';
import { stepComponent } from './step/step.component.js';

const given: ScheduleGiven = { totalSteps: 100, stepsPerEpoch: 10 };
const around = <Given>(facts: Given): Surroundings<Given, object> => ({ given: facts, services: {}, path: '/schedule' });
const noWarmUp = { shape: 'linear', steps: 0, ratio: 0.0001 } as const;

describe('engine components', () => {
  it('are those that have a folder', () => {
    const folder = new URL('.', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.component.ts'));
    expect(engineComponents.map(({ type }) => type).sort()).toEqual(files.map((name) => path.dirname(name)).sort());
    for (const { type, schema } of engineComponents)
      expect(schema).toMatchObject({ properties: { type: { const: type } }, additionalProperties: false });
  });

  it('make optimisers with the base rate of their config', () => {
    const sgd = sgdComponent.create({ type: 'sgd', learningRate: 0.3, momentum: 0.9, weightDecay: 0, parameterRules: [] }, around({}));
    const adamw = adamwComponent.create(
      { type: 'adamw', learningRate: 0.2, betas: [0.9, 0.99], epsilon: 1e-8, weightDecay: 0, parameterRules: [] },
      around({}),
    );
    expect([sgd.learningRate, adamw.learningRate]).toEqual([0.3, 0.2]);
  });

  it('make schedules that know the length of the run', () => {
    const warmUp = { shape: 'constant', steps: 10, ratio: 0.5 } as const;
    const step = stepComponent.create({ type: 'step', milestones: [2], unit: 'epoch', gamma: 0.1, warmUp }, around(given));
    const cosine = cosineComponent.create({ type: 'cosine', minimumFactor: 0, unit: 'step', warmUp: noWarmUp }, around(given));
    const constant = constantComponent.create({ type: 'constant', warmUp: noWarmUp }, around(given));
    expect([step.factor(0, 0), step.factor(10, 1), step.factor(20, 2)]).toEqual([0.5, 1, 0.1]);
    expect(cosine.factor(50, 5)).toBeCloseTo(0.5, 12);
    expect(constant.factor(99, 9)).toBe(1);
  });
});
