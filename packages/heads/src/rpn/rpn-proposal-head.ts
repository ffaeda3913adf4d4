import type { Boxes, ImageInfo } from '@ecm/core';
import type {
  AnchorGenerator,
  BoxLoss,
  HeadGiven,
  LossTerms,
  ProposalHead,
  Proposals,
  Tensor1D,
  Tensor2D,
  Tensor3D,
  Tensor4D,
  TrainingContext,
} from '@ecm/core/model';
import { gatherRows, tf } from '@ecm/tensor';

import type { ProposalLimits } from '../proposals/select-proposals.js';
import { selectProposals } from '../proposals/select-proposals.js';
import { insideAnchors } from './inside-anchors.js';
import { objectnessLoss } from './objectness-loss.js';
import type { RpnOutputs } from './rpn-layers.js';
import { joinLevels, RpnLayers } from './rpn-layers.js';
import type { RpnTargetParts, RpnTargets } from './rpn-targets.js';
import { rpnTargets } from './rpn-targets.js';

/** Numbers of a region proposal network. */
export interface RpnOptions {
  /** Channels of the hidden layer. */
  readonly channels: number;
  /** How far anchors may reach beyond the image to take part in training, pixels; −1: any distance. */
  readonly allowedBorder: number;
  readonly training: ProposalLimits;
  readonly testing: ProposalLimits;
}

/** Parts of a region proposal network. */
export interface RpnParts extends RpnTargetParts {
  readonly anchors: AnchorGenerator;
  /** Compares coded deltas. */
  readonly boxLoss: BoxLoss;
}

interface AnchorGrid {
  readonly anchors: Boxes;
  readonly levelSizes: readonly number[];
  readonly sizes: readonly { readonly height: number; readonly width: number }[];
}

/**
 * Region proposal network. Terms `loss_rpn_cls` (binary cross-entropy of sampled anchors) and `loss_rpn_bbox` (of the positives),
 * both divided by S = Σ over images of max(1, positives) + max(1, negatives).
 *
 * @see Ren et al., NeurIPS 2015; mmdetection's RPNHead
 */
export class RpnProposalHead implements ProposalHead {
  readonly #layers: RpnLayers;
  readonly #parts: RpnParts;
  readonly #options: RpnOptions;

  constructor({ scope, levels }: HeadGiven, parts: RpnParts, options: RpnOptions) {
    this.#layers = new RpnLayers(scope, levels, { channels: options.channels, perCell: parts.anchors.perCell[0] });
    this.#parts = parts;
    this.#options = options;
  }

  /** The network alone: a pure function of the features. */
  forward(features: readonly Tensor4D[]): RpnOutputs {
    return this.#layers.forward(features);
  }

  train(features: readonly Tensor4D[], context: TrainingContext): { losses: LossTerms; proposals: readonly Proposals[] } {
    const rows = joinLevels(this.forward(features));
    const grid = this.#grid(features);
    const proposals = this.#proposals(rows, grid, context.infos, this.#options.training);
    const valid = (info: ImageInfo) => joined(this.#parts.anchors.valid(grid.sizes, info.paddedHeight, info.paddedWidth), Uint8Array);
    const targets = context.infos.map((info, image) => {
      const inside = insideAnchors(grid.anchors, valid(info), info, this.#options.allowedBorder);
      return rpnTargets(grid.anchors, inside, context.truths[image], this.#parts, context.random);
    });
    return { losses: this.#losses(rows, targets), proposals };
  }

  propose(features: readonly Tensor4D[], infos: readonly ImageInfo[]): readonly Proposals[] {
    return this.#proposals(joinLevels(this.forward(features)), this.#grid(features), infos, this.#options.testing);
  }

  #grid(features: readonly Tensor4D[]): AnchorGrid {
    const sizes = features.map(({ shape: [, height, width] }) => ({ height, width }));
    const levels = this.#parts.anchors.grid(sizes);
    return { sizes, anchors: joined(levels, Float32Array), levelSizes: levels.map((level) => level.length / 4) };
  }

  #proposals(rows: Tensor3D, { anchors, levelSizes }: AnchorGrid, infos: readonly ImageInfo[], limits: ProposalLimits): Proposals[] {
    const count = anchors.length / 4;
    const values = rows.dataSync<'float32'>();
    return infos.map((info, image) => {
      const own = values.subarray(5 * count * image, 5 * count * (image + 1));
      const logits = new Float32Array(count);
      const deltas = new Float32Array(4 * count);
      for (let i = 0; i < count; i++) {
        logits[i] = own[5 * i];
        for (let k = 0; k < 4; k++) deltas[4 * i + k] = own[5 * i + 1 + k];
      }
      return selectProposals({ anchors, levelSizes, logits, deltas }, this.#parts.coder, info, limits);
    });
  }

  #losses(rows: Tensor3D, targets: readonly RpnTargets[]): LossTerms {
    const [images, perImage] = rows.shape;
    const rowsOf = (kind: 'positives' | 'negatives') =>
      targets.map((target, image) => target[kind].map((index) => image * perImage + index));
    const positives = joined(rowsOf('positives'), Int32Array);
    const sampled = joined([positives, ...rowsOf('negatives')], Int32Array);
    const normaliser = targets.reduce(
      (sum, target) => sum + Math.max(1, target.positives.length) + Math.max(1, target.negatives.length),
      0,
    );
    if (sampled.length === 0) return { loss_rpn_cls: tf.scalar(0), loss_rpn_bbox: tf.scalar(0) };
    const chosen = gatherRows(rows.reshape<Tensor2D>([images * perImage, 5]), sampled);
    const labels = new Float32Array(sampled.length).fill(1, 0, positives.length);
    const logits = tf.slice(chosen, [0, 0], [-1, 1]).reshape<Tensor1D>([sampled.length]);
    const deltas = tf.slice(chosen, [0, 1], [positives.length, 4]);
    const wanted = joined(
      targets.map((target) => target.deltas),
      Float32Array,
    );
    return {
      loss_rpn_cls: objectnessLoss(logits, tf.tensor1d(labels), normaliser),
      loss_rpn_bbox:
        positives.length === 0
          ? tf.scalar(0)
          : this.#parts.boxLoss.loss(deltas, tf.tensor2d(wanted, [positives.length, 4]), { averageFactor: normaliser }),
    };
  }
}

/** Joins typed arrays to one. */
function joined<T extends Float32Array | Int32Array | Uint8Array>(parts: readonly T[], Kind: new (length: number) => T): T {
  const whole = new Kind(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
