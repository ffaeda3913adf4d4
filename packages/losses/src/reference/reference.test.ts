import { array, assert, constantFrom, double, integer, property, record } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { farNumbers } from '@ecm/testing';

import { BagsLoss } from '../bags/bags-loss.js';
import { EcmLoss } from '../ecm/ecm-loss.js';
import { EcmFocalLoss } from '../ecm-focal/ecm-focal-loss.js';
import { EqlLoss } from '../eql/eql-loss.js';
import { FocalLoss } from '../focal/focal-loss.js';
import { SigmoidBceLoss } from '../sigmoid-bce/sigmoid-bce-loss.js';
import { SoftmaxCeLoss } from '../softmax-ce/softmax-ce-loss.js';
import type { ClassificationLoss } from '@ecm/core/model';
import type { LossAndGradient } from './index.js';
import {
  balancedGroupSoftmax,
  classGroups,
  ecmConstants,
  effectiveClassMargin,
  equalizationLoss,
  focalLoss,
  rareClasses,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from './index.js';

const counts = [1, 40, 300, 2000];
const groups = classGroups(counts);
const dense = ecmConstants(counts, undefined);

interface Rows {
  readonly logits: Float64Array;
  readonly labels: Int32Array;
  readonly columns: number;
}

interface Pair {
  readonly name: string;
  readonly columns: number;
  readonly reference: (rows: Rows) => LossAndGradient;
  readonly loss: ClassificationLoss;
}

const pairs: readonly Pair[] = [
  { name: 'softmax cross-entropy', columns: 5, reference: softmaxCrossEntropy, loss: new SoftmaxCeLoss() },
  { name: 'sigmoid cross-entropy', columns: 4, reference: sigmoidCrossEntropy, loss: new SigmoidBceLoss() },
  { name: 'focal loss', columns: 4, reference: (rows) => focalLoss({ ...rows, gamma: 1.5 }), loss: new FocalLoss({ gamma: 1.5 }) },
  {
    name: 'effective class-margin loss',
    columns: 5,
    reference: (rows) => effectiveClassMargin({ ...rows, constants: ecmConstants(counts, 3) }),
    loss: new EcmLoss({ counts, backgroundRatio: 3 }),
  },
  {
    name: 'one-stage class-margin loss, modulated with the sigmoid',
    columns: 4,
    reference: (rows) => focalLoss({ ...rows, shift: dense.shift, entryWeights: dense.detectionWeight, modulateWith: 'sigmoid' }),
    loss: new EcmFocalLoss({ counts, modulateWith: 'sigmoid' }),
  },
  {
    name: 'equalization loss',
    columns: 4,
    reference: (rows) => equalizationLoss({ ...rows, rare: rareClasses(counts, 50) }),
    loss: new EqlLoss({ frequencies: counts, lambda: 50 }),
  },
  {
    name: 'balanced group softmax',
    columns: groups.channels,
    reference: (rows) => balancedGroupSoftmax({ ...rows, groups, mask: new BagsLoss({ counts, subsample: 'all' }).drawRows(rows.labels) }),
    loss: new BagsLoss({ counts, subsample: 'all' }),
  },
];

const rowsOf = (columns: number) =>
  integer({ min: 1, max: 5 }).chain((rows) =>
    record({
      logits: array(double({ min: -30, max: 30, noNaN: true }), { minLength: rows * columns, maxLength: rows * columns }).map((values) =>
        Float64Array.from(values, Math.fround),
      ),
      labels: array(constantFrom(0, 1, 2, 3, 4), { minLength: rows, maxLength: rows }).map((labels) => Int32Array.from(labels)),
    }),
  );

describe.each(pairs)('$name', ({ columns, reference, loss }) => {
  beforeAll(() => useBackend('wasm'));

  it('has the gradient that finite differences give', () => {
    assert(
      property(rowsOf(columns), integer({ min: 0, max: 1000 }), ({ logits, labels }, pick) => {
        const k = pick % logits.length;
        const step = 1e-5;
        const at = (change: number) => {
          const moved = logits.slice();
          moved[k] += change;
          return reference({ logits: moved, labels, columns }).loss as number;
        };
        const { gradient, loss: value } = reference({ logits, labels, columns });
        const slope = (at(step) - at(-step)) / (2 * step);
        return Math.abs(slope - gradient[k]) <= 1e-6 * (1 + Math.abs(slope)) + 1e-9 * Math.abs(value as number);
      }),
      { numRuns: 60 },
    );
  });

  it('is what the tensor implementation computes', () => {
    assert(
      property(rowsOf(columns), ({ logits, labels }) => {
        const wanted = reference({ logits, labels, columns });
        const found = tf.tidy(() => {
          const input = tf.tensor2d(Float32Array.from(logits), [labels.length, columns]);
          const { value, gradients } = gradientsOf<[tf.Tensor2D]>((z) => loss.losses(z, labels)['loss_cls'], [input]);
          return [value.dataSync()[0], ...gradients[0].dataSync()] as unknown as tf.Tensor;
        }) as unknown as number[];
        expect(farNumbers(found, [wanted.loss as number, ...wanted.gradient], { absolute: 1e-7, relative: 2e-6 })).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});
