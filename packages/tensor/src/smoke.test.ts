import { describe, expect, it, beforeAll } from 'vitest';
import {
  tf,
  useBackend,
  conv2d,
  maxPool,
  roiAlign,
  groupNorm,
  nearestResize,
  selectChannels,
  convTranspose2x2,
  l2NormalizeRows,
  ParameterStore,
  conv2dLayout,
  kaimingNormalFanOut,
} from './index.js';
import { gradientsOf, valueAndGradients } from './autograd/index.js';
for (const name of ['wasm', 'cpu']) {
  describe(name, () => {
    beforeAll(async () => {
      await useBackend(name);
    });
    it('works', () => {
      const store = new ParameterStore({ seed: 1 });
      const p = store.scope('a').parameter('w', [3, 3, 4, 8], { layout: conv2dLayout, initialize: kaimingNormalFanOut });
      const x = tf.ones<tf.Rank.R4>([2, 8, 9, 4]);
      const run = () =>
        valueAndGradients(() => {
          const y = conv2d(x, p.value as tf.Tensor4D, { stride: 2, padding: 1, activation: 'relu' });
          const z = groupNorm(y, tf.ones([8]), tf.zeros([8]), { groups: 2, epsilon: 1e-5 });
          const m = maxPool(z, { size: 3, stride: 2, padding: 1 });
          const r = roiAlign(nearestResize(m, 5, 5), Float32Array.of(0, 0, 0, 4, 4), {
            outputHeight: 2,
            outputWidth: 2,
            scale: 1,
            samplingRatio: 0,
          });
          const t = convTranspose2x2(r, tf.ones([2, 2, 4, 8]), tf.zeros([4]));
          const s = selectChannels(t, Int32Array.of(1));
          const l = l2NormalizeRows(s.reshape([4, 4]), { epsilon: 1e-6 });
          return { loss_a: l.sum(), b: s.square().sum<tf.Scalar>() };
        }, store.trainable);
      const a = run();
      expect(Number.isFinite(a.total)).toBe(true);
      expect(a.gradients['a.w'].shape).toEqual([3, 3, 4, 8]);
      const before = tf.memory().numTensors;
      for (let i = 0; i < 3; i++) tf.dispose({ ...run().gradients });
      expect(tf.memory().numTensors).toBe(before);
      const { gradients } = gradientsOf((x: tf.Tensor4D) => maxPool(x, { size: 1, stride: 2 }).sum(), [tf.ones<tf.Rank.R4>([1, 5, 5, 1])]);
      expect(gradients[0].sum().dataSync()[0]).toBe(9);
    });
  });
}
