import type { Builder, ImageInfo } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import type { ClassificationLoss, RegionPredictor } from '@ecm/core/model';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import { beforeAll, describe, expect, it } from 'vitest';

import { absoluteLoss, cornerCoder, equalityAssigner, softmaxLoss, wholeSampler } from '../fake-parts.test-support.js';
import { LinearRegionPredictor } from '../linear/linear-region-predictor.js';
import { shared2fcBoxHeadComponent } from './shared-2fc-box-head.component.js';

const classes = 3;
const info = { height: 16, width: 16, scaleX: 2, scaleY: 2, fileName: 'a' } as ImageInfo;
const truth = { boxes: Float32Array.of(0, 0, 8, 8), labels: Int32Array.of(2) };
const none = { boxes: new Float32Array(0), labels: new Int32Array(0) };
const proposal = (...boxes: number[]) => ({ boxes: Float32Array.from(boxes), scores: new Float32Array(boxes.length / 4) });
const context = (truths: (typeof truth)[]) => ({ infos: truths.map(() => info), truths, random: new SeededRandom('test') });
const features = (images: number) => [tf.ones<tf.Rank.R4>([images, 4, 4, 2])];

interface Setting {
  classAgnostic?: boolean;
  pyramidLevels?: number;
  classification?: ClassificationLoss;
  classifier?: RegionPredictor;
}

function make({ classAgnostic = false, pyramidLevels = 1, classification = softmaxLoss, classifier }: Setting = {}) {
  const store = new ParameterStore({ seed: 0 });
  const parts: Readonly<Record<string, unknown>> = {
    'classification-loss': classification,
    'box-loss': absoluteLoss,
    assigner: equalityAssigner,
    'region-sampler': wholeSampler(true),
    'box-coder': cornerCoder,
  };
  const builder: Builder = {
    build: (family, _config, _path, given) => (parts[family.name] ?? classifier ?? new LinearRegionPredictor(given as never)) as never,
  };
  const slot = { type: 'fake' };
  const head = shared2fcBoxHeadComponent.create(
    {
      type: 'shared-2fc',
      regionSize: 2,
      samplingRatio: 0,
      finestScale: 56,
      pyramidLevels,
      hiddenSize: 5,
      classAgnostic,
      classPredictor: slot,
      loss: slot,
      boxLoss: slot,
      assigner: slot,
      sampler: slot,
      coder: slot,
      scoreThreshold: 0,
      iouThreshold: 0.5,
      maxPerImage: 10,
    },
    {
      given: { scope: store.scope('roi_head.bbox_head'), levels: [{ stride: 4, channels: 2 }], classes },
      services: { builder },
      path: '/boxHead',
    },
  );
  return { store, head };
}

beforeAll(() => useBackend('cpu'));

describe('Shared2fcBoxHead', () => {
  it('keeps its parameters under the reference names and shapes', () => {
    const shapes = ({ store }: ReturnType<typeof make>) =>
      Object.fromEntries(
        store.all.map(({ name, layout, shape }) => [name.replace('roi_head.bbox_head.', ''), layout.referenceShape(shape)]),
      );
    expect(shapes(make())).toEqual({
      'fc_cls.weight': [4, 5],
      'fc_cls.bias': [4],
      'fc_reg.weight': [12, 5],
      'fc_reg.bias': [12],
      'shared_fcs.0.weight': [5, 8],
      'shared_fcs.0.bias': [5],
      'shared_fcs.1.weight': [5, 5],
      'shared_fcs.1.bias': [5],
    });
    expect(shapes(make({ classAgnostic: true }))['fc_reg.weight']).toEqual([4, 5]);
  });

  it('refuses a classifier whose logits the loss would misread', () => {
    const pair = { ...softmaxLoss, logitLayout: 'plain-and-adjusted' };
    expect(() => make({ classification: pair })).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /boxHead/classPredictor: "fake" gives plain logits, but the loss "fake" reads plain-and-adjusted ones; the page of a loss in docs/losses names its classifier.]`,
    );
    const classifier: RegionPredictor = { logitLayout: 'plain-and-adjusted', forward: (x) => x };
    expect(() => make({ classifier })).toThrow('"fake" gives plain-and-adjusted logits, but the loss "fake" reads plain ones');
    expect(() => make({ classification: pair, classifier })).not.toThrow();
  });

  it('trains only the columns of the true class and divides by all regions', () => {
    const { store, head } = make();
    store.load({ 'roi_head.bbox_head.fc_reg.bias': { shape: [12], data: Float32Array.from({ length: 12 }, (_, i) => i) } });
    store.load({ 'roi_head.bbox_head.fc_reg.weight': { shape: [12, 5], data: new Float32Array(60) } });
    const forward = () => head.train(features(1), [proposal(1, 1, 5, 5)], context([truth])).losses;
    const { terms, gradients } = valueAndGradients(forward, store.trainable);
    // Two regions (the ground truth and one negative); class 2 has columns 8 … 11, targets 0.
    expect(terms['loss_bbox']).toBeCloseTo((8 + 9 + 10 + 11) / 2, 5);
    const reached = [...gradients['roi_head.bbox_head.fc_reg.bias'].dataSync()].map((value) => value !== 0);
    expect(reached.lastIndexOf(false)).toBe(7);
    expect(Object.keys(terms)).toEqual(['loss_cls', 'loss_bbox']);
  });

  it('hands the positives on, image by image', () => {
    const { head } = make();
    const { positives } = head.train(features(2), [proposal(0, 0, 8, 8), proposal(1, 1, 5, 5)], context([truth, none]));
    expect(positives.map(({ labels }) => [...labels])).toEqual([[2, 2], []]);
  });

  it('gives zero losses and nothing to refine where there are no regions at all', () => {
    const { head } = make();
    const { losses, refine } = head.train(features(1), [proposal()], context([none]));
    expect(refine()[0].boxes).toHaveLength(0);
    expect(Object.values(losses).map((loss) => loss.dataSync()[0])).toEqual([0, 0]);
  });

  it('detects in pixels of the original image', () => {
    const { store, head } = make({ classAgnostic: true });
    store.load({ 'roi_head.bbox_head.fc_reg.weight': { shape: [4, 5], data: new Float32Array(20) } });
    const proposals = [proposal(2, 2, 6, 10), proposal()];
    const { logits, deltas } = head.predict(features(2), proposals);
    const [first, second] = head.toDetections(head.scores(logits), deltas, proposals, [info, info]);
    // Three classes share the box, halved by the scale of 2.
    expect([...first.boxes]).toEqual([1, 1, 3, 5, 1, 1, 3, 5, 1, 1, 3, 5]);
    expect(second.labels).toHaveLength(0);
  });

  it('refines the trained regions, without the added ground truths, in the columns of their classes', () => {
    const { store, head } = make();
    store.load({ 'roi_head.bbox_head.fc_reg.weight': { shape: [12, 5], data: new Float32Array(60) } });
    // Class c moves the first corner by c + 1; the classifier's bias makes class 1 the best guess for the background.
    const moves = Float32Array.from({ length: 12 }, (_, i) => (i % 4 < 2 ? Math.floor(i / 4) + 1 : 0));
    store.load({ 'roi_head.bbox_head.fc_reg.bias': { shape: [12], data: moves } });
    store.load({ 'roi_head.bbox_head.fc_cls.bias': { shape: [4], data: Float32Array.of(0, 50, 0, 0) } });
    const proposals = [proposal(0, 0, 8, 8, 1, 1, 5, 5)];
    const { refine } = head.train(features(1), proposals, context([truth]));
    expect([...refine()[0].boxes]).toEqual([3, 3, 8, 8, 3, 3, 5, 5]);
    // At test no class is known.
    expect([...head.refine(head.predict(features(1), proposals), proposals, [info])[0].boxes]).toEqual([2, 2, 8, 8, 3, 3, 5, 5]);
  });

  it("passes the loss's state and steps on", () => {
    let steps = 0;
    const state = { save: () => ({}), load: () => undefined };
    const classification: ClassificationLoss = { ...softmaxLoss, state, advance: () => (steps += 1) };
    const { head } = make({ classification });
    head.advance();
    expect(head.states).toEqual({ 'roi_head.bbox_head.loss_cls': state });
    expect(steps).toBe(1);
  });

  it('hands over what its loss has counted, so that workers can sum it', () => {
    const increments = Float64Array.of(1, 2);
    expect(make({ classification: { ...softmaxLoss, increments } }).head.increments).toEqual([increments]);
    expect(make().head.increments).toEqual([]);
  });

  it('lets its classifier observe training batches, not tests, and steps it on', () => {
    const seen: string[] = [];
    const classifier: RegionPredictor = {
      forward: (hidden) => {
        seen.push('forward');
        return tf.zeros([hidden.shape[0], classes + 1]);
      },
      observe: (hidden, labels) => seen.push(`observe [${hidden.shape.join()}] ${[...labels].join()}`),
      advance: () => seen.push('advance'),
    };
    const { head } = make({ classifier });
    head.train(features(1), [proposal(1, 1, 5, 5)], context([truth]));
    head.predict(features(1), [proposal(1, 1, 5, 5)]);
    head.advance();
    expect(seen).toEqual(['observe [2,5] 2,3', 'forward', 'forward', 'advance']);
  });

  it('refuses more pyramid levels than there are', () => {
    expect(() => make({ pyramidLevels: 4 })).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /boxHead/pyramidLevels: is 4, but the neck has 1 levels; choose 1 or fewer.]`,
    );
  });
});
