import type { LossAndGradient } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import { binaryCrossEntropy, sigmoid } from '../stable.js';

/**
 * Mean binary cross-entropy over the pixels of the channel of each region's own class.
 *
 * @param logits [P · K · area], channels before pixels
 * @param targets 0 or 1, [P · area]
 * @param labels class of each region [P]
 * @see mmdet/models/losses/cross_entropy_loss.py, `mask_cross_entropy`
 */
export function maskBinaryCrossEntropy(logits: Numbers, targets: Numbers, labels: Numbers): LossAndGradient {
  const values = new Float64Array(targets.length);
  const own = new Float64Array(targets.length);
  const area = targets.length / Math.max(labels.length, 1);
  const channels = logits.length / Math.max(targets.length, 1);
  const position = (pixel: number): number => {
    const region = Math.floor(pixel / area);
    return (region * channels + labels[region]) * area + (pixel % area);
  };
  for (let k = 0; k < values.length; k++) {
    const z = logits[position(k)];
    values[k] = binaryCrossEntropy(z, targets[k]);
    own[k] = sigmoid(z) - targets[k];
  }
  const reduced = reduceLoss(values, own, {});
  const gradient = new Float64Array(logits.length);
  reduced.gradient.forEach((slope, k) => (gradient[position(k)] = slope));
  return { loss: reduced.loss, gradient };
}
