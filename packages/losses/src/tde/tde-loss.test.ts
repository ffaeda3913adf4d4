import { tf, useBackend } from '@ecm/tensor';
import { farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { RunningFeature } from './running-feature.js';
import { tdeEffect, tdeLogits } from './tde-logits.js';
import { TdeLoss } from './tde-loss.js';

// Examples TDE-1 … TDE-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('TdeLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  const scoresOf = (alpha: number) => {
    const features = tf.tensor2d([
      [1, 2, 0.5, -1],
      [0.3, -0.4, 2, 1],
    ]);
    const weight = tf.transpose(
      tf.tensor2d([
        [0.5, 0.1, -0.2, 0.3],
        [-0.1, 0.4, 0.6, 0.2],
        [0.2, -0.3, 0.1, 0.5],
      ]),
    );
    const plain = tdeLogits(features, weight);
    const effect = tdeEffect(features, weight, tf.tensor1d([2, 1, 1.5, 0.5]), { alpha });
    return { plain: plain.arraySync(), scores: new TdeLoss().scores(tf.concat2d([plain, tf.sub(plain, effect)], 1)).arraySync() };
  };

  it('removes the effect of the running feature from the scores of the classes, not of the background', () => {
    const { plain, scores } = scoresOf(1.5);
    const logits = [
      [-2.677179782, 6.724221151, -9.602693777],
      [2.339186509, 0.6930786005, 11.97849107],
    ];
    expect(farNumbers(plain, logits)).toBeUndefined();
    const wanted = [
      [7.055567312e-7, 0.9999992134, 8.114747862e-8],
      [7.766698288e-5, 4.685973019e-11, 0.999922333],
    ];
    expect(farNumbers(scores, wanted, { absolute: 1e-12, relative: 3e-5 })).toBeUndefined();
  });

  it('is the plain softmax without an effect', () => {
    const wanted = [
      [8.260152556e-5, 0.9999173174, 8.114747862e-8],
      [6.511328331e-5, 1.255384627e-5, 0.999922333],
    ];
    expect(farNumbers(scoresOf(0).scores, wanted, { absolute: 1e-12, relative: 3e-5 })).toBeUndefined();
  });

  it('asks for two logits per entry', () => {
    expect(new TdeLoss().channels(10)).toBe(22);
  });
});

describe('RunningFeature', () => {
  it('adds the mean of the foreground features to the decayed value', () => {
    const running = new RunningFeature({ classes: 2, width: 4 });
    running.load({ embed_mean: { shape: [1, 4], data: Float64Array.of(2, 1, 1.5, 0.5) } });
    running.observe(Float32Array.of(0.1, 0.2, -0.2, 2, 0.3, 0.6, 0, 0, 9, 9, 9, 9), Int32Array.of(0, 1, 2));
    expect(farNumbers([...running.value], [2.1996, 1.3998, 1.3997, 1.4999])).toBeUndefined();
    const before = running.save();
    running.observe(Float32Array.of(9, 9, 9, 9), Int32Array.of(2));
    expect(running.save()).toEqual(before);
  });

  it('can repeat the original mistake, which takes labels above 0 for foreground', () => {
    const running = new RunningFeature({ classes: 2, width: 1, compatLabelBug: true });
    running.observe(Float32Array.of(1, 5), Int32Array.of(0, 2));
    expect([...running.value]).toEqual([5]);
  });
});
