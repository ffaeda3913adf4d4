import { beforeAll, describe, expect, it } from 'vitest';

import { tf, useBackend } from '../index.js';
import { differentiate } from './differentiate.js';

describe.each(['wasm', 'cpu'])('differentiate on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('adds up what several uses of an input give', () => {
    const x = tf.tensor1d([1, 2, 3]);
    const y = tf.tensor1d([4, 5, 6]);
    // Σ x² y + x: gradients 2 x y + 1 and x².
    const { value, gradients } = differentiate(() => x.mul(x).mul(y).add(x).sum(), [x, y]);
    expect(value.dataSync()[0]).toBe(1 * 4 + 4 * 5 + 9 * 6 + 6);
    expect([...(gradients[0]?.dataSync() ?? [])]).toEqual([9, 21, 37]);
    expect([...(gradients[1]?.dataSync() ?? [])]).toEqual([1, 4, 9]);
  });

  it('gives undefined for inputs that the value does not depend on, and 1 for the value itself', () => {
    const x = tf.scalar(2);
    const y = tf.scalar(3);
    const { gradients } = differentiate(() => x, [x, y]);
    expect(gradients[0]?.dataSync()[0]).toBe(1);
    expect(gradients[1]).toBeUndefined();
  });

  it('lets comparisons and integers of features pass without a gradient', () => {
    const x = tf.tensor1d([-1, 2, 3]);
    const { gradients } = differentiate(() => tf.where(x.greater(0), x.square(), x.mul(5)).sum(), [x]);
    expect([...(gradients[0]?.dataSync() ?? [])]).toEqual([5, 4, 6]);
    const index = differentiate(() => tf.gather(x, x.argMax()).square().sum(), [x]);
    expect([...(index.gradients[0]?.dataSync() ?? [])]).toEqual([0, 0, 6]);
  });

  it('works through a variable and reads its present value', () => {
    const w = tf.variable(tf.tensor1d([2]));
    const slope = () => differentiate(() => w.square().sum(), [w]).gradients[0]?.dataSync()[0];
    expect(slope()).toBe(4);
    w.assign(tf.tensor1d([5]));
    expect(slope()).toBe(10);
    w.dispose();
  });

  it('leaves nothing behind but value and gradients, also when the forward pass or a gradient throws', () => {
    const x = tf.tensor1d([1, 2, 3]);
    const before = tf.memory().numTensors;
    const result = differentiate(() => x.square().relu().mul(x).sum(), [x]);
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.dispose([result.value, ...result.gradients.filter((gradient) => gradient !== undefined)]);
    expect(tf.memory().numTensors).toBe(before);
    const failing = () => {
      x.square().relu();
      throw new Error('stop');
    };
    expect(() => differentiate(failing, [x])).toThrow('stop');
    const noGradient = () => tf.customGrad((a) => ({ value: (a as tf.Tensor).sum(), gradFunc: () => tf.fill([3], NaN) }))(x) as tf.Scalar;
    const broken = tf.customGrad((a, save) => {
      (save as tf.GradSaveFunc)([a as tf.Tensor]);
      return {
        value: (a as tf.Tensor).square(),
        gradFunc: () => {
          throw new Error('broken');
        },
      };
    });
    expect(() => differentiate(() => broken(x).relu().sum(), [x])).toThrow('broken');
    tf.dispose(Object.values(differentiate(noGradient, [x])).flat() as tf.Tensor[]);
    expect(tf.memory().numTensors).toBe(before);
    // The engine is usable and not recording.
    expect([...x.square().dataSync()]).toEqual([1, 4, 9]);
  });

  it('computes no gradient of what is not asked for', () => {
    let calls = 0;
    const counted = tf.customGrad((a) => ({
      value: (a as tf.Tensor).mul(2),
      gradFunc: (dy: tf.Tensor) => {
        calls++;
        return dy.mul(2);
      },
    }));
    const [x, frozen] = [tf.tensor1d([1]), tf.tensor1d([2])];
    differentiate(() => counted(frozen).mul(x).sum(), [x]);
    expect(calls).toBe(0);
  });

  it('keeps nothing of what the inputs do not reach', () => {
    const [x, images] = [tf.tensor1d([1]), tf.ones([100])];
    let during = 0;
    tf.tidy(() => {
      const before = tf.memory().numTensors;
      differentiate(() => {
        const features = tf.tidy(() => images.square().relu().mul(images).sum());
        during = tf.memory().numTensors - before;
        return features.mul(x).sum();
      }, [x]);
    });
    expect(during).toBe(1);
  });

  it('refuses values that are no scalars, ops without a gradient, and gradients of gradients', () => {
    const x = tf.tensor1d([1, 2]);
    expect(() => differentiate(() => x as unknown as tf.Scalar, [x])).toThrowErrorMatchingInlineSnapshot(
      `[Error: Only scalars can be differentiated; the value has the shape [2].]`,
    );
    expect(() => differentiate(() => tf.cumprod(x).sum(), [x])).toThrowErrorMatchingInlineSnapshot(
      `[Error: tfjs has no gradient for the op "Cumprod".]`,
    );
    const nested = () => differentiate(() => differentiate(() => x.sum(), [x]).value, [x]);
    expect(nested).toThrowErrorMatchingInlineSnapshot(
      `[Error: Gradients of gradients are not supported: differentiate outside of a forward pass.]`,
    );
  });
});
