// The mini model of the mini world, by hand on the ops of @ecm/tensor: backbone, FPN, RPN, box head, mask head and their losses on
// fixed targets (no assignment, no NMS). It exists to time kernels; the real one is built from a config.
import {
  ParameterStore,
  conv2d,
  conv2dLayout,
  convTranspose2x2,
  convTransposeLayout,
  gatherRows,
  groupNorm,
  kaimingNormalFanOut,
  linear,
  linearLayout,
  maxPool,
  nearestResize,
  normal,
  ones,
  plainLayout,
  roiAlign,
  tf,
  zeros,
} from '../../../packages/tensor/dist/index.js';

const classes = 100;

function layers(store) {
  const conv = (name, size, inputs, outputs, bias) => {
    const scope = store.scope(name);
    const weight = scope.parameter('weight', [size, size, inputs, outputs], { layout: conv2dLayout, initialize: kaimingNormalFanOut });
    const shift = bias ? scope.parameter('bias', [outputs], { layout: plainLayout, initialize: zeros }) : undefined;
    return (x, options = {}) => conv2d(x, weight.value, { padding: (size - 1) / 2, bias: shift?.value, ...options });
  };
  const norm = (name, channels) => {
    const scope = store.scope(name);
    const gamma = scope.parameter('weight', [channels], { layout: plainLayout, initialize: ones });
    const beta = scope.parameter('bias', [channels], { layout: plainLayout, initialize: zeros });
    return (x) => groupNorm(x, gamma.value, beta.value, { groups: channels / 8, epsilon: 1e-5 });
  };
  const dense = (name, inputs, outputs) => {
    const scope = store.scope(name);
    const weight = scope.parameter('weight', [inputs, outputs], { layout: linearLayout, initialize: normal(0.02) });
    const bias = scope.parameter('bias', [outputs], { layout: plainLayout, initialize: zeros });
    return (x) => linear(x, weight.value, bias.value);
  };
  return { conv, norm, dense };
}

function basicBlock({ conv, norm }, name, inputs, outputs, stride) {
  const [c1, n1] = [conv(`${name}.conv1`, 3, inputs, outputs), norm(`${name}.bn1`, outputs)];
  const [c2, n2] = [conv(`${name}.conv2`, 3, outputs, outputs), norm(`${name}.bn2`, outputs)];
  const project = stride !== 1 || inputs !== outputs;
  const [c3, n3] = project ? [conv(`${name}.downsample.0`, 1, inputs, outputs), norm(`${name}.downsample.1`, outputs)] : [];
  return (x) => {
    const inner = n2(c2(tf.relu(n1(c1(x, { stride })))));
    return tf.relu(inner.add(project ? n3(c3(x, { stride })) : x));
  };
}

export function miniModel() {
  const store = new ParameterStore({ seed: 7 });
  const make = layers(store);
  const { conv, norm, dense } = make;
  const stem = [conv('stem.0', 3, 3, 24), norm('stem.1', 24), conv('stem.2', 3, 24, 24), norm('stem.3', 24)];
  const stages = [basicBlock(make, 'layer1', 24, 24, 1), basicBlock(make, 'layer2', 24, 48, 2), basicBlock(make, 'layer3', 48, 96, 2)];
  const lateral = [24, 48, 96].map((inputs, i) => conv(`lateral.${i}`, 1, inputs, 48, true));
  const output = [0, 1, 2].map((i) => conv(`fpn.${i}`, 3, 48, 48, true));
  const rpn = [conv('rpn.conv', 3, 48, 48, true), conv('rpn.cls', 1, 48, 2, true), conv('rpn.reg', 1, 48, 8, true)];
  const box = [dense('fc1', 7 * 7 * 48, 192), dense('fc2', 192, 192), dense('cls', 192, classes + 1), dense('reg', 192, 4)];
  const mask = [conv('mask.0', 3, 48, 32, true), conv('mask.1', 3, 32, 32, true)];
  const up = store.scope('up');
  const upWeight = up.parameter('weight', [2, 2, 32, 32], { layout: convTransposeLayout, initialize: kaimingNormalFanOut });
  const upBias = up.parameter('bias', [32], { layout: plainLayout, initialize: zeros });
  const logits = conv('logits', 1, 32, 1, true);

  const features = (images) => {
    const x = tf.relu(stem[1](stem[0](images, { stride: 2 })));
    let y = tf.relu(stem[3](stem[2](x, { stride: 2 })));
    const levels = stages.map((stage) => (y = stage(y)));
    const sides = levels.map((level, i) => lateral[i](level));
    for (let i = 1; i >= 0; i--) sides[i] = sides[i].add(nearestResize(sides[i + 1], sides[i].shape[1], sides[i].shape[2]));
    return sides.map((side, i) => output[i](side));
  };

  const regions = (levels, rois, size) => {
    const parts = levels.map((level, i) =>
      roiAlign(level, rois[i].boxes, { outputHeight: size, outputWidth: size, scale: 1 / (4 << i), samplingRatio: 0 }),
    );
    const all = tf.concat(parts, 0);
    const order = Int32Array.from(rois.flatMap((part) => part.rows));
    const inverse = new Int32Array(order.length);
    order.forEach((row, at) => (inverse[row] = at));
    return gatherRows(all.reshape([all.shape[0], -1]), inverse).reshape(all.shape);
  };

  const losses = (images, targets) => {
    const levels = features(images);
    const heads = levels.map((level) => {
      const x = rpn[0](level, { activation: 'relu' });
      return [rpn[1](x).reshape([-1]), rpn[2](x).reshape([-1, 4])];
    });
    const objectness = tf.concat(heads.map(([score]) => score));
    const deltas = tf.concat(heads.map(([, delta]) => delta));
    const sampled = gatherRows(objectness.reshape([-1, 1]), targets.anchors).reshape([-1]);
    const shifts = gatherRows(deltas, targets.positiveAnchors);
    const flat = regions(levels, targets.boxRois, 7).reshape([256, -1]);
    const hidden = tf.relu(box[1](tf.relu(box[0](flat))));
    const scores = box[2](hidden);
    const boxes = box[3](hidden);
    let m = regions(levels, targets.maskRois, 14);
    for (const layer of mask) m = layer(m, { activation: 'relu' });
    m = logits(tf.relu(convTranspose2x2(m, upWeight.value, upBias.value)));
    return {
      loss_rpn_cls: tf.losses.sigmoidCrossEntropy(targets.anchorLabels, sampled),
      loss_rpn_bbox: shifts.sub(0.1).abs().mean(),
      loss_cls: tf.losses.softmaxCrossEntropy(targets.oneHot, scores),
      loss_bbox: boxes.sub(0.1).abs().mean(),
      loss_mask: tf.losses.sigmoidCrossEntropy(targets.masks, m.reshape([24, 28, 28])),
    };
  };
  return { store, features, losses };
}

/** Fixed targets with the sizes of a training step of four images. */
export function miniTargets(random = mulberry(5)) {
  const roisOf = (count) => {
    const rows = Array.from({ length: count }, (_, row) => {
      const side = 14 + 46 * random();
      const [x, y] = [random() * (96 - side), random() * (96 - side)];
      return { row, level: side < 44 ? 0 : 1, values: [Math.floor((row * 4) / count), x, y, x + side, y + side * (0.7 + 0.3 * random())] };
    });
    return [0, 1, 2].map((level) => {
      const own = rows.filter((row) => row.level === level);
      return { boxes: Float32Array.from(own.flatMap((row) => row.values)), rows: own.map((row) => row.row) };
    });
  };
  const pick = (count, limit) => Int32Array.from({ length: count }, () => Math.floor(random() * limit));
  const anchors = 4 * 2 * (24 * 24 + 12 * 12 + 6 * 6);
  return {
    anchors: pick(512, anchors),
    positiveAnchors: pick(100, anchors),
    anchorLabels: tf.tensor1d(Float32Array.from({ length: 512 }, () => (random() < 0.2 ? 1 : 0))),
    boxRois: roisOf(256),
    maskRois: roisOf(24),
    oneHot: tf.oneHot(tf.tensor1d(pick(256, classes + 1), 'int32'), classes + 1).toFloat(),
    masks: tf.tensor3d(
      Float32Array.from({ length: 24 * 784 }, () => (random() < 0.5 ? 1 : 0)),
      [24, 28, 28],
    ),
  };
}

export function mulberry(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
