import type { BoxLoss, ClassificationLoss, LossTerms, RegionPredictions, Tensor2D } from '@ecm/core/model';
import { gatherRows, tf } from '@ecm/tensor';

/** What a box head shall answer. */
export interface RegionTargets {
  /** Class of each region, C for background; int32 [R]. */
  readonly labels: Int32Array;
  /** Rows of the positives; int32 [P]. */
  readonly positiveRows: Int32Array;
  /** Coded box changes of the positives; float32 [P · 4]. */
  readonly deltas: Float32Array;
  /** Ground-truth object of each region, numbered over the batch, −1 for background; int32 [R]. */
  readonly objects?: Int32Array;
}

/** Who measures the errors. */
export interface RegionLossParts {
  readonly classification: ClassificationLoss;
  readonly boxLoss: BoxLoss;
}

/**
 * Losses of sampled regions: the classification terms, and `loss_bbox` over the positives' own columns, both divided by the
 * number R of all regions.
 *
 * @see mmdetection's BBoxHead.loss
 */
export function regionLosses({ logits, deltas }: RegionPredictions, targets: RegionTargets, parts: RegionLossParts): LossTerms {
  const averageFactor = Math.max(1, targets.labels.length);
  const { labels, objects } = targets;
  const known = { averageFactor, ...(objects === undefined ? {} : { objects }) };
  const classification = parts.classification.losses(logits, labels, known);
  return { ...classification, loss_bbox: boxLossOfPositives(deltas, targets, parts.boxLoss, averageFactor) };
}

function boxLossOfPositives(
  deltas: Tensor2D,
  { labels, positiveRows, deltas: wanted }: RegionTargets,
  boxLoss: BoxLoss,
  averageFactor: number,
) {
  if (positiveRows.length === 0) return tf.scalar(0);
  const [regions, columns] = deltas.shape;
  const perRegion = columns / 4;
  const rows = positiveRows.map((row) => row * perRegion + (perRegion === 1 ? 0 : labels[row]));
  const predicted = gatherRows(deltas.reshape<Tensor2D>([regions * perRegion, 4]), rows);
  return boxLoss.loss(predicted, tf.tensor2d(wanted, [rows.length, 4]), { averageFactor });
}
