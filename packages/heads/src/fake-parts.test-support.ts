import type { Assigner, BoxCoder, BoxLoss, ClassificationLoss, RegionSampler } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/** Deltas are differences of corners. */
export const cornerCoder: BoxCoder = {
  encode: (references, boxes) => boxes.map((corner, i) => corner - references[i]),
  decode: (references, deltas, limit) =>
    references.map((corner, i) => {
      const moved = corner + deltas[i];
      if (limit === undefined) return moved;
      return Math.min(Math.max(moved, 0), i % 2 === 0 ? limit.width : limit.height);
    }),
};

/** Positive for ground truth k − 1 where the box equals it, else negative. */
export const equalityAssigner: Assigner = {
  assign: (boxes, truths) => {
    const codes = new Int32Array(boxes.length / 4);
    for (let i = 0; i < codes.length; i++) {
      for (let k = 0; k < truths.length / 4; k++) {
        if ([0, 1, 2, 3].every((c) => boxes[4 * i + c] === truths[4 * k + c])) codes[i] = k + 1;
      }
    }
    return { codes, overlaps: new Float32Array(codes.length) };
  },
};

/** Takes all boxes. */
export const wholeSampler = (addGroundTruths: boolean): RegionSampler => ({
  addGroundTruths,
  sample: (codes) => {
    const indices = Int32Array.from(codes.keys());
    return { positives: indices.filter((i) => codes[i] > 0), negatives: indices.filter((i) => codes[i] === 0) };
  },
});

/** Σ |prediction − target| / average factor. */
export const absoluteLoss: BoxLoss = {
  space: 'deltas',
  loss: (predictions, targets, options) => tf.div(tf.sum(tf.abs(tf.sub(predictions, targets))), options?.averageFactor ?? 1),
};

/** Softmax cross-entropy over C + 1 logits; the mean over rows. */
export const softmaxLoss: ClassificationLoss = {
  channels: (classes) => classes + 1,
  initialBias: 0,
  losses: (logits, labels, options) => {
    const targets = tf.oneHot(tf.tensor1d(labels, 'int32'), logits.shape[1]);
    const summed = tf.sum(tf.mul(tf.logSoftmax(logits), targets));
    return { loss_cls: tf.div(tf.neg(summed), options?.averageFactor ?? labels.length) };
  },
  scores: (logits) => tf.softmax(logits),
};

/** @throws Error unless |found − wanted| ≤ absolute + relative · |wanted| everywhere: what float32 keeps of examples in double precision */
export function expectClose(found: ArrayLike<number>, wanted: readonly number[], { absolute = 1e-6, relative = 1e-5 } = {}): void {
  if (found.length !== wanted.length) throw new Error(`${found.length} numbers instead of ${wanted.length}`);
  wanted.forEach((value, i) => {
    if (Math.abs(found[i] - value) <= absolute + relative * Math.abs(value)) return;
    throw new Error(`number ${i} is ${found[i]} instead of ${value}`);
  });
}
