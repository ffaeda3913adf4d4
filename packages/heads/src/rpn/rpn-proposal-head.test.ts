import type { Builder, ImageInfo } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import type { AnchorGenerator } from '@ecm/core/model';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import { beforeAll, describe, expect, it } from 'vitest';

import { absoluteLoss, cornerCoder, equalityAssigner, wholeSampler } from '../fake-parts.test-support.js';
import { insideAnchors } from './inside-anchors.js';
import { objectnessLoss } from './objectness-loss.js';
import { rpnProposalHeadComponent } from './rpn-proposal-head.component.js';

/** One square anchor of the stride's size in each cell. */
const generator = (strides: readonly number[], perCell: readonly number[]): AnchorGenerator => ({
  perCell,
  grid: (sizes) =>
    sizes.map(({ height, width }, level) => {
      const stride = strides[level];
      const cells = Array.from({ length: height * width }, (_, i) => [(i % width) * stride, Math.floor(i / width) * stride]);
      return Float32Array.from(cells.flatMap(([x, y]) => [x, y, x + stride, y + stride]));
    }),
  valid: (sizes) => sizes.map(({ height, width }) => new Uint8Array(height * width).fill(1)),
});

const parts: Readonly<Record<string, unknown>> = {
  'box-coder': cornerCoder,
  assigner: equalityAssigner,
  'region-sampler': wholeSampler(false),
  'box-loss': absoluteLoss,
};

function make({ perCell = [1, 1], given = parts } = {}) {
  const store = new ParameterStore({ seed: 0 });
  const builder: Builder = {
    build: (family, _config, _path, facts) =>
      (family.name === 'anchor-generator' ? generator((facts as { strides: number[] }).strides, perCell) : given[family.name]) as never,
  };
  const limits = { maxPerLevel: 100, maxPerImage: 100, iouThreshold: 0.7, minSize: 0 };
  const slot = { type: 'fake' };
  const head = rpnProposalHeadComponent.create(
    {
      type: 'rpn',
      channels: 3,
      allowedBorder: -1,
      anchors: slot,
      coder: slot,
      assigner: slot,
      sampler: slot,
      boxLoss: slot,
      training: limits,
      testing: limits,
    },
    {
      given: { scope: store.scope('rpn_head'), levels: [4, 8].map((stride) => ({ stride, channels: 2 })), classes: 1 },
      services: { builder },
      path: '/proposalHead',
    },
  );
  return { store, head };
}

const features = () => [tf.ones<tf.Rank.R4>([1, 2, 2, 2]), tf.ones<tf.Rank.R4>([1, 1, 1, 2])];
const info = { height: 8, width: 8, paddedHeight: 8, paddedWidth: 8 } as ImageInfo;
const context = (boxes: number[]) => ({
  infos: [info],
  truths: [{ boxes: Float32Array.from(boxes), labels: new Int32Array(boxes.length / 4) }],
  random: new SeededRandom('test'),
});

beforeAll(() => useBackend('cpu'));

describe('RpnProposalHead', () => {
  it('counts at least one positive and one negative in its normaliser', () => {
    const { store, head } = make();
    for (const { name, layout, shape } of store.all) {
      const referenceShape = layout.referenceShape(shape);
      store.load({ [name]: { shape: referenceShape, data: new Float32Array(referenceShape.reduce((a, b) => a * b, 1)) } });
    }
    // Five anchors, all logits 0: each costs ln 2. One positive: S = 1 + 4. None: S = 1 + 5.
    const one = head.train(features(), context([0, 0, 4, 4])).losses;
    expect(one['loss_rpn_cls'].dataSync()[0]).toBeCloseTo((5 * Math.log(2)) / 5, 5);
    const none = head.train(features(), context([])).losses;
    expect(none['loss_rpn_cls'].dataSync()[0]).toBeCloseTo((5 * Math.log(2)) / 6, 5);
    expect(none['loss_rpn_bbox'].dataSync()[0]).toBe(0);
  });

  it('sends gradients to all of its layers, which all levels share', () => {
    const { store, head } = make();
    const { gradients } = valueAndGradients(() => head.train(features(), context([0, 0, 4, 4])).losses, store.trainable);
    expect(Object.keys(gradients).sort()).toEqual(
      ['rpn_cls', 'rpn_conv', 'rpn_reg'].flatMap((name) => [`rpn_head.${name}.bias`, `rpn_head.${name}.weight`]),
    );
  });

  it('proposes one box per anchor at most, inside the image', () => {
    const { head } = make();
    const [found] = head.propose(features(), [info]);
    expect(found.scores.length).toBeGreaterThan(0);
    expect(Math.max(...found.boxes)).toBeLessThanOrEqual(8);
  });

  it('refuses anchors that the shared layer cannot serve, and losses on decoded boxes', () => {
    expect(() => make({ perCell: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /proposalHead/anchors: makes 1, 2 anchors per cell on 2 levels; all levels share one layer, so the numbers must be equal.]`,
    );
    const boxes = { ...parts, 'box-loss': { ...absoluteLoss, space: 'boxes' } };
    expect(() => make({ given: boxes })).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /proposalHead/boxLoss: compares decoded boxes, but this head learns coded deltas; choose a loss on deltas such as "l1" or "smooth-l1".]`,
    );
  });
});

// Specification, check C-45: labels count 0 for objects there, here 1; the third row has no weight and so is left out.
it('objectnessLoss sums binary cross-entropies', () => {
  expect(objectnessLoss(tf.tensor1d([1.2, -0.4]), tf.tensor1d([1, 0]), 2).dataSync()[0]).toBeCloseTo(0.3881489, 6);
});

it('insideAnchors heeds the border only if there is one', () => {
  const anchors = Float32Array.of(-3, 0, 4, 4, 0, 0, 8, 8, 0, 0, 11, 4, 2, 2, 4, 4);
  const valid = Uint8Array.of(1, 1, 1, 0);
  expect([...insideAnchors(anchors, valid, info, -1)]).toEqual([0, 1, 2]);
  // The right and lower limits are strict.
  expect([...insideAnchors(anchors, valid, info, 0)]).toEqual([]);
  expect([...insideAnchors(anchors, valid, info, 1)]).toEqual([1]);
  expect([...insideAnchors(anchors, valid, info, 3.5)]).toEqual([0, 1, 2]);
});
