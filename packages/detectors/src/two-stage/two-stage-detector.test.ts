import type { Builder, ImageInfo } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { twoStageDetectorComponent } from './two-stage-detector.component.js';

const detection = { boxes: new Float32Array(4), scores: new Float32Array(1), labels: new Int32Array(1) };
const boxes = [{ boxes: new Float32Array(4), scores: new Float32Array(1) }];

/** Parts that write down when they were called; levels and scopes they were given. */
function make(withMasks: boolean, { found = detection, proposals = boxes } = {}) {
  const calls: string[] = [];
  const given: Record<string, unknown> = {};
  const called = <T>(name: string, result: T): T => {
    calls.push(name);
    return result;
  };
  const term = (name: string) => ({ [name]: tf.scalar(1) });
  const parts: Readonly<Record<string, unknown>> = {
    backbone: { levels: [{ stride: 4, channels: 2 }], forward: () => called('backbone', []) },
    neck: { levels: [{ stride: 4, channels: 8 }], forward: () => called('neck', []) },
    'proposal-head': {
      train: () => called('rpn train', { losses: term('loss_rpn_cls'), proposals }),
      propose: () => called('rpn propose', proposals),
    },
    'box-head': {
      states: { 'roi_head.bbox_head.loss_cls': 'state' },
      increments: ['counts'],
      train: (_: unknown, boxes: unknown) =>
        called(`box train ${String(boxes === proposals)}`, { losses: term('loss_cls'), positives: [] }),
      predict: () => called('box predict', { logits: 'logits', deltas: 'deltas' }),
      scores: (logits: unknown) => `scores of ${String(logits)}`,
      toDetections: (scores: unknown) => called(`detections from ${String(scores)}`, [found]),
      advance: () => {
        called('advance', undefined);
      },
    },
    'mask-head': {
      train: () => called('mask train', term('loss_mask')),
      predict: () => {
        called('mask predict', undefined);
      },
      paste: () => called('paste', [{ ...detection, masks: [] }]),
    },
  };
  const builder: Builder = {
    build: (family, _config, path, facts) => {
      given[path] = facts;
      return parts[family.name] as never;
    },
  };
  const slot = { type: 'fake' };
  const config = { type: 'two-stage', backbone: slot, neck: slot, proposalHead: slot, boxHead: slot } as const;
  const scope = new ParameterStore({ seed: 0 }).scope();
  const model = twoStageDetectorComponent.create(withMasks ? { ...config, maskHead: slot } : config, {
    given: { scope, classes: 7 },
    services: { builder },
    path: '/model',
  });
  return { model, calls, given };
}

const batch = () => ({ images: tf.zeros<tf.Rank.R4>([1, 4, 4, 3]), infos: [{} as ImageInfo], truths: [] });

beforeAll(() => useBackend('cpu'));

describe('TwoStageDetector', () => {
  it('trains the second stage on the proposals of the same pass', () => {
    const { model, calls } = make(true);
    expect(Object.keys(model.losses(batch(), new SeededRandom('a')))).toEqual(['loss_rpn_cls', 'loss_cls', 'loss_mask']);
    expect(calls).toEqual(['backbone', 'neck', 'rpn train', 'box train true', 'mask train']);
  });

  it('detects boxes, and masks with a mask head', () => {
    const { model, calls } = make(true);
    expect(model.detect(batch().images, batch().infos)[0].masks).toEqual([]);
    expect(calls).toEqual(['backbone', 'neck', 'rpn propose', 'box predict', 'detections from scores of logits', 'mask predict', 'paste']);
    const plain = make(false);
    expect(plain.model.detect(batch().images, batch().infos)).toEqual([detection]);
    expect(Object.keys(plain.model.losses(batch(), new SeededRandom('a')))).toEqual(['loss_rpn_cls', 'loss_cls']);
  });

  it('asks no head about nothing', () => {
    const none = { boxes: new Float32Array(0), scores: new Float32Array(0), labels: new Int32Array(0) };
    const withoutProposals = make(true, { proposals: [none] });
    expect(withoutProposals.model.detect(batch().images, batch().infos)).toEqual([{ ...none, masks: [] }]);
    expect(withoutProposals.calls).toEqual(['backbone', 'neck', 'rpn propose']);
    const nothingFound = make(true, { found: none });
    expect(nothingFound.model.detect(batch().images, batch().infos)).toEqual([{ ...none, masks: [] }]);
    expect(nothingFound.calls).not.toContain('mask predict');
  });

  it('gives each part its scope and the levels below it', () => {
    const { given } = make(true);
    const paths = Object.entries(given).map(([path, facts]) => [path, (facts as { scope: { path: string } }).scope.path]);
    expect(Object.fromEntries(paths)).toEqual({
      '/model/backbone': 'backbone',
      '/model/neck': 'neck',
      '/model/proposalHead': 'rpn_head',
      '/model/boxHead': 'roi_head.bbox_head',
      '/model/maskHead': 'roi_head.mask_head',
    });
    expect(given['/model/neck']).toMatchObject({ inputs: [{ stride: 4, channels: 2 }] });
    expect(given['/model/boxHead']).toMatchObject({ levels: [{ stride: 4, channels: 8 }], classes: 7 });
  });

  it('passes states and steps on', () => {
    const { model, calls } = make(false);
    model.advance();
    expect(calls).toEqual(['advance']);
    expect(model.states).toEqual({ 'roi_head.bbox_head.loss_cls': 'state' });
    expect(model.increments).toEqual(['counts']);
    expect(model.measurements).toEqual([]);
  });
});
