import { beforeAll, describe, expect, it } from 'vitest';

import { valueAndGradients } from './autograd/index.js';
import {
  conv2d,
  conv2dLayout,
  convTranspose2x2,
  convTransposeLayout,
  foldedConv2d,
  gatherRows,
  groupNorm,
  kaimingNormalFanOut,
  l2NormalizeRows,
  linear,
  linearLayout,
  maxPool,
  nearestResize,
  ones,
  ParameterStore,
  plainLayout,
  roiAlign,
  selectChannels,
  selectColumns,
  tf,
  useBackend,
  zeros,
} from './index.js';

function smallDetector() {
  const store = new ParameterStore({ seed: 2 });
  const scope = store.scope('net');
  const kernel = { layout: conv2dLayout, initialize: kaimingNormalFanOut };
  const vector = (name: string, size: number, initialize = zeros) => scope.parameter(name, [size], { layout: plainLayout, initialize });
  const first = scope.parameter('conv1.weight', [3, 3, 3, 8], kernel);
  const second = scope.parameter('conv2.weight', [3, 3, 8, 8], kernel);
  const up = scope.parameter('up.weight', [2, 2, 8, 8], { layout: convTransposeLayout, initialize: kaimingNormalFanOut });
  const fc = scope.parameter('fc.weight', [72, 5], { layout: linearLayout, initialize: kaimingNormalFanOut });
  const [bias, gamma, fcBias] = [vector('bias', 8), vector('gamma', 8, ones), vector('fc.bias', 5)];
  const norm = { gamma: gamma.value as tf.Tensor1D, beta: bias.value as tf.Tensor1D, epsilon: 1e-5 };
  const step = (images: tf.Tensor4D) => {
    const forward = () => {
      const map = foldedConv2d(
        images,
        first.value as tf.Tensor4D,
        { ...norm, mean: tf.zeros([8]), variance: tf.ones([8]) },
        { padding: 1 },
      );
      const pooled = maxPool(groupNorm(map, norm.gamma, norm.beta, { groups: 2, epsilon: 1e-5 }), { size: 3, stride: 2, padding: 1 });
      const deep = conv2d(nearestResize(pooled, 11, 12), second.value as tf.Tensor4D, {
        stride: 2,
        padding: 1,
        bias: norm.beta,
        activation: 'relu',
      });
      const regions = roiAlign(deep, Float32Array.of(0, 1, 1, 9, 8, 1, 0, 0, 5, 6), {
        outputHeight: 3,
        outputWidth: 3,
        scale: 0.5,
        samplingRatio: 0,
      });
      const logits = linear(
        l2NormalizeRows(regions.reshape<tf.Tensor2D>([2, 72]), { epsilon: 1e-6 }),
        fc.value as tf.Tensor2D,
        fcBias.value as tf.Tensor1D,
      );
      const masks = convTranspose2x2(regions, up.value as tf.Tensor4D, norm.beta);
      return {
        loss_cls: selectColumns(logits, Int32Array.of(1, 4)).square().sum<tf.Scalar>(),
        loss_mask: selectChannels(masks, Int32Array.of(0, 7)).square().mean<tf.Scalar>(),
        loss_bbox: gatherRows(logits, Int32Array.of(1, 1)).abs().sum<tf.Scalar>(),
      };
    };
    const { total, gradients } = valueAndGradients(forward, store.trainable);
    tf.dispose({ ...gradients });
    return { total, count: Object.keys(gradients).length };
  };
  return { store, step };
}

describe.each(['wasm', 'cpu'])('memory on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('is flat over training steps', () => {
    const { store, step } = smallDetector();
    const images = tf.randomUniform<tf.Rank.R4>([2, 10, 12, 3], -1, 1, 'float32', 1);
    const first = step(images);
    expect(first.count).toBe(store.trainable.length);
    const { numTensors, numBytes, numDataBuffers } = tf.memory();
    for (let i = 0; i < 10; i++) expect(step(images).total).toBe(first.total);
    expect(tf.memory()).toMatchObject({ numTensors, numBytes, numDataBuffers });
  });
});
