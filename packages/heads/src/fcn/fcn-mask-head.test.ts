import type { Builder, GroundTruth, ImageInfo } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import type { MaskLoss, MaskTargets } from '@ecm/core/model';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { Conv2dMapPredictor } from '../conv2d/conv2d-map-predictor.js';
import { chooseRegions } from './choose-regions.js';
import { fcnMaskHeadComponent } from './fcn-mask-head.component.js';

const info = {
  originalHeight: 6,
  originalWidth: 8,
  paddedHeight: 16,
  paddedWidth: 16,
  scaleX: 2,
  scaleY: 2,
  fileName: 'cat.jpg',
} as ImageInfo;
const mask = { height: 16, width: 16, counts: Uint32Array.of(0, 256) };
const positives = (labels: number[]) => ({
  boxes: Float32Array.from(labels.flatMap(() => [0, 0, 8, 8])),
  truthIndices: new Int32Array(labels.length),
  labels: Int32Array.from(labels),
});

interface Seen {
  targets: unknown[][];
  regions: number;
}

function make({ maxRegionsPerImage = 0, classAgnostic = false } = {}) {
  const store = new ParameterStore({ seed: 0 });
  const seen: Seen = { targets: [], regions: 0 };
  const loss: MaskLoss = {
    loss: (logits, targets) => {
      seen.regions = logits.shape[0];
      return tf.mean(tf.square(tf.sub(logits, targets)));
    },
  };
  const targets: MaskTargets = (masks, truthIndices, boxes, size, padded) => {
    seen.targets.push([masks.length, boxes.length / 4, size, padded]);
    return new Float32Array(truthIndices.length * size * size).fill(1);
  };
  const builder: Builder = {
    build: (family, _config, _path, given) => (family.name === 'mask-loss' ? loss : new Conv2dMapPredictor(given as never)) as never,
  };
  const head = fcnMaskHeadComponent.create(
    {
      type: 'fcn',
      regionSize: 2,
      samplingRatio: 0,
      finestScale: 56,
      pyramidLevels: 1,
      convolutions: 1,
      channels: 3,
      classAgnostic,
      maxRegionsPerImage,
      maskThreshold: 0.5,
      predictor: { type: 'fake' },
      loss: { type: 'fake' },
    },
    {
      given: { scope: store.scope('roi_head.mask_head'), levels: [{ stride: 4, channels: 2 }], classes: 5 },
      services: { builder, targets },
      path: '/maskHead',
    },
  );
  return { store, head, seen };
}

const features = (images = 1) => [tf.ones<tf.Rank.R4>([images, 4, 4, 2])];
const context = (truths: GroundTruth[]) => ({ infos: truths.map(() => info), truths, random: new SeededRandom('test') });
const truth = (masks?: GroundTruth['masks']): GroundTruth => ({
  boxes: Float32Array.of(0, 0, 8, 8),
  labels: Int32Array.of(4),
  ...(masks === undefined ? {} : { masks }),
});

beforeAll(() => useBackend('cpu'));

describe('FcnMaskHead', () => {
  it('keeps its parameters under the reference names and shapes', () => {
    const { store } = make();
    expect(
      Object.fromEntries(
        store.all.map(({ name, layout, shape }) => [name.replace('roi_head.mask_head.', ''), layout.referenceShape(shape)]),
      ),
    ).toEqual({
      'conv_logits.weight': [5, 3, 1, 1],
      'conv_logits.bias': [5],
      'convs.0.conv.weight': [3, 2, 3, 3],
      'convs.0.conv.bias': [3],
      'upsample.weight': [3, 3, 2, 2],
      'upsample.bias': [3],
    });
    expect(make({ classAgnostic: true }).store.get('roi_head.mask_head.conv_logits.bias').shape).toEqual([1]);
  });

  it('asks for targets of twice the region size in the padded image', () => {
    const { head, seen } = make();
    expect(Object.keys(head.train(features(2), [positives([4, 1]), positives([])], context([truth([mask]), truth([])])))).toEqual([
      'loss_mask',
    ]);
    expect(seen.targets[0]).toEqual([1, 2, 4, { height: 16, width: 16 }]);
    expect(seen.regions).toBe(2);
  });

  it('trains no more positives of an image than allowed', () => {
    const { head, seen } = make({ maxRegionsPerImage: 1 });
    head.train(features(), [positives([4, 1, 0])], context([truth([mask])]));
    expect(seen.regions).toBe(1);
  });

  it('costs nothing without positives', () => {
    const { head } = make();
    expect(head.train(features(), [positives([])], context([truth()]))['loss_mask'].dataSync()[0]).toBe(0);
  });

  it('says which image lacks masks', () => {
    const { head } = make();
    expect(() => head.train(features(), [positives([1])], context([truth()]))).toThrowErrorMatchingInlineSnapshot(
      `[UserError: The mask head needs masks, but the objects of cat.jpg have none; train without maskHead or use data with masks.]`,
    );
  });

  it('draws masks at the original size, in the channel of the label', () => {
    const { store, head } = make();
    store.load({ 'roi_head.mask_head.conv_logits.weight': { shape: [5, 3, 1, 1], data: new Float32Array(15) } });
    store.load({ 'roi_head.mask_head.conv_logits.bias': { shape: [5], data: Float32Array.of(9, -9, -9, -9, -9) } });
    const detections = { boxes: Float32Array.of(2, 1, 6, 5, 2, 1, 6, 5), scores: Float32Array.of(0.9, 0.8), labels: Int32Array.of(0, 1) };
    const [found] = head.paste(head.predict(features(), [detections], [info]), [detections], [info]);
    // Column by column: two empty columns of 6, then rows 1 to 4 of columns 2 to 5.
    expect([...found.masks![0].counts]).toEqual([13, 4, 2, 4, 2, 4, 2, 4, 13]);
    expect([...found.masks![1].counts]).toEqual([48]);
  });
});

it('chooseRegions draws without repetition and keeps the order', () => {
  const regions = { ...positives([5, 6, 7, 8]), truthIndices: Int32Array.of(0, 1, 2, 3) };
  const { truthIndices, labels } = chooseRegions(regions, 2, new SeededRandom('a'));
  expect(truthIndices[0]).toBeLessThan(truthIndices[1]);
  expect([...labels]).toEqual([...truthIndices].map((index) => index + 5));
  expect(chooseRegions(regions, 4, new SeededRandom('a'))).toBe(regions);
  expect(chooseRegions(regions, 0, new SeededRandom('a'))).toBe(regions);
});
