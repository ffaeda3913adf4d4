import type { Builder, ImageInfo, TypedConfig } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import type { BoxHead, MaskHead, Proposals } from '@ecm/core/model';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { cascadeDetectorComponent } from './cascade-detector.component.js';

const boxesAt = (corner: number): Proposals => ({ boxes: Float32Array.of(corner, 0, 9, 9), scores: Float32Array.of(1) });
const empty = { boxes: new Float32Array(0), scores: new Float32Array(0), labels: new Int32Array(0) };

/** Stage t sees boxes whose first corner is t, has logits t + 1 and scores that are squares, and moves the corner on by one. */
interface Setting {
  ensemble?: 'logits' | 'scores';
  withMasks?: boolean;
  start?: Proposals[];
  found?: number;
}

function make({ ensemble = 'logits', withMasks = true, start = [boxesAt(0)], found = 1 }: Setting = {}) {
  const seen: string[] = [];
  const built: { path: string; scope: string; config: TypedConfig }[] = [];
  const moved = (proposals: readonly Proposals[]) => proposals.map(({ boxes }) => boxesAt(boxes[0] + 1));
  const boxHead = (stage: number): BoxHead => ({
    train: (_, proposals) => {
      seen.push(`train ${proposals[0].boxes[0]}`);
      return { losses: { loss_cls: tf.scalar(1) }, positives: [], refine: () => moved(proposals) };
    },
    predict: (_, proposals) => ({ logits: tf.tensor2d([[proposals[0].boxes[0] + 1]]), deltas: tf.tensor2d([[stage, 0, 0, 0]]) }),
    scores: (logits) => tf.square(logits),
    refine: (_, proposals) => moved(proposals),
    toDetections: (scores, deltas, proposals) => {
      const row = [scores, deltas].map((tensor) => tensor.dataSync()[0]);
      seen.push(`detect ${row.map((value) => value.toFixed(3)).join(' ')} at ${proposals[0].boxes[0]}`);
      return [found === 0 ? empty : { ...boxesAt(7), labels: Int32Array.of(0) }];
    },
    states: { [`head ${stage}`]: { save: () => ({}), load: () => undefined } },
    measurements: [{ pending: false, finish: () => undefined }],
    increments: [Float64Array.of(stage)],
    advance: () => seen.push(`advance ${stage}`),
  });
  const maskHead = (stage: number): MaskHead => ({
    train: () => ({ loss_mask: tf.scalar(2) }),
    predict: () => tf.fill<tf.Rank.R3>([1, 1, 1], stage),
    paste: (probabilities, detections) => {
      seen.push(`paste ${probabilities.dataSync()[0]}`);
      return detections;
    },
  });
  const level = { levels: [{ stride: 4, channels: 1 }], forward: () => [] };
  const proposalHead = { train: () => ({ losses: { loss_rpn_cls: tf.scalar(3) }, proposals: start }), propose: () => start };
  const builder: Builder = {
    build: (family, config, path, given) => {
      const { scope } = given as { scope: { path: string } };
      built.push({ path, scope: scope.path, config });
      const stage = Number(scope.path.at(-1));
      const parts: Record<string, () => unknown> = {
        'proposal-head': () => proposalHead,
        'box-head': () => boxHead(stage),
        'mask-head': () => maskHead(stage),
      };
      return (Object.hasOwn(parts, family.name) ? parts[family.name]() : level) as never;
    },
  };
  const slot = { type: 'fake' };
  const stages = [1, 0.5, 0.25].map((lossWeight, t) => ({
    assigner: { type: `assigner-${t}` },
    coder: { type: `coder-${t}` },
    lossWeight,
  }));
  const config = { type: 'cascade', backbone: slot, neck: slot, proposalHead: slot, boxHead: slot, stages, ensemble } as const;
  const model = cascadeDetectorComponent.create(withMasks ? { ...config, maskHead: slot } : config, {
    given: { scope: new ParameterStore({ seed: 0 }).scope(), classes: 3 },
    services: { builder },
    path: '/model',
  });
  return { model, seen, built };
}

const images = () => tf.zeros<tf.Rank.R4>([1, 4, 4, 3]);
const infos = [{} as ImageInfo];

beforeAll(() => useBackend('cpu'));

describe('CascadeDetector', () => {
  it('trains each stage on the boxes of the one before and weighs its losses', () => {
    const { model, seen } = make();
    const terms = model.losses({ images: images(), infos, truths: [] }, new SeededRandom('a'));
    expect(seen).toEqual(['train 0', 'train 1', 'train 2']);
    expect(Object.fromEntries(Object.entries(terms).map(([name, loss]) => [name, loss.dataSync()[0]]))).toEqual({
      loss_rpn_cls: 3,
      's0.loss_cls': 1,
      's0.loss_mask': 2,
      's1.loss_cls': 0.5,
      's1.loss_mask': 1,
      's2.loss_cls': 0.25,
      's2.loss_mask': 0.5,
    });
  });

  // Logits 1, 2, 3: their mean squared is 4; the mean of their squares 14 / 3. Boxes and deltas are the last stage's.
  it.each([
    { ensemble: 'logits' as const, score: '4.000' },
    { ensemble: 'scores' as const, score: '4.667' },
  ])('averages $ensemble at test', ({ ensemble, score }) => {
    const { model, seen } = make({ ensemble });
    model.detect(images(), infos);
    expect(seen).toEqual([`detect ${score} 2.000 at 2`, 'paste 1']);
  });

  it('stops where there is nothing to look at', () => {
    expect(make({ start: [empty] }).model.detect(images(), infos)).toEqual([{ ...empty, masks: [] }]);
    expect(make({ found: 0 }).model.detect(images(), infos)).toEqual([{ ...empty, masks: [] }]);
    expect(make({ withMasks: false, start: [empty] }).model.detect(images(), infos)).toEqual([empty]);
    expect(make({ withMasks: false }).model.detect(images(), infos)[0].masks).toBeUndefined();
  });

  it('builds one head per stage with its own scope, assigner and coder', () => {
    const { built, model, seen } = make();
    const heads = built.filter(({ path }) => path === '/model/boxHead');
    expect(heads.map(({ scope }) => scope)).toEqual([0, 1, 2].map((t) => `roi_head.bbox_head.${t}`));
    expect(heads[1].config).toEqual({ type: 'fake', assigner: { type: 'assigner-1' }, coder: { type: 'coder-1' } });
    expect(Object.keys(model.states)).toEqual(['head 0', 'head 1', 'head 2']);
    expect(model.measurements).toHaveLength(3);
    expect(model.increments?.flatMap((counts) => [...counts])).toEqual([0, 1, 2]);
    model.advance();
    expect(seen).toEqual(['advance 0', 'advance 1', 'advance 2']);
  });
});
