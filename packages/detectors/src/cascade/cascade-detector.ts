import type { Detections, ImageInfo, RandomStream } from '@ecm/core';
import type {
  Backbone,
  Batch,
  BoxHead,
  DetectorModel,
  LossTerms,
  MaskHead,
  Measurement,
  Neck,
  ProposalHead,
  Proposals,
  RegionPredictions,
  SavedState,
  Scalar,
  Tensor2D,
  Tensor4D,
} from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { areEmpty, withoutDetections } from '../regions/no-detections.js';

/** One stage of a cascade. */
export interface CascadeStage {
  readonly boxHead: BoxHead;
  /** Absent for box detectors. */
  readonly maskHead?: MaskHead;
  /** Multiplies all losses of the stage. */
  readonly lossWeight: number;
}

/** Parts of a cascade detector. */
export interface CascadeParts {
  readonly backbone: Backbone;
  readonly neck: Neck;
  readonly proposalHead: ProposalHead;
  /** In the order in which regions go through them; at least one. */
  readonly stages: readonly CascadeStage[];
  /** What is averaged over the stages at test: logits before they become scores, or scores. */
  readonly ensemble: 'logits' | 'scores';
}

/**
 * Cascade R-CNN, and with mask heads Cascade Mask R-CNN: each stage learns from the boxes that the stage before refined.
 *
 * Terms of stage t are `s<t>.<term>`, times the stage's weight. At test the stages' class logits are averaged, each on its own
 * boxes, the boxes are the last stage's, and mask probabilities are averaged.
 *
 * @see Cai and Vasconcelos, CVPR 2018; mmdetection's CascadeRoIHead
 */
export class CascadeDetector implements DetectorModel {
  readonly states: Readonly<Record<string, SavedState>>;
  readonly #parts: CascadeParts;

  constructor(parts: CascadeParts) {
    this.#parts = parts;
    this.states = Object.assign({}, ...parts.stages.map(({ boxHead }) => boxHead.states)) as Record<string, SavedState>;
  }

  get measurements(): readonly Measurement[] {
    return this.#parts.stages.flatMap(({ boxHead }) => boxHead.measurements ?? []);
  }

  get increments(): readonly Float64Array[] {
    return this.#parts.stages.flatMap(({ boxHead }) => boxHead.increments ?? []);
  }

  losses({ images, infos, truths }: Batch, random: RandomStream): LossTerms {
    const { backbone, neck, proposalHead, stages } = this.#parts;
    const context = { infos, truths, random };
    const features = neck.forward(backbone.forward(images, 'train'), 'train');
    const first = proposalHead.train(features, context);
    const terms: Record<string, Scalar> = { ...first.losses };
    let { proposals } = first;
    for (const [t, { boxHead, maskHead, lossWeight }] of stages.entries()) {
      const { losses, positives, refine } = boxHead.train(features, proposals, context);
      const own = { ...losses, ...maskHead?.train(features, positives, context) };
      for (const [name, loss] of Object.entries(own)) terms[`s${t}.${name}`] = tf.mul(loss, lossWeight);
      if (t < stages.length - 1) proposals = refine();
    }
    return terms;
  }

  detect(images: Tensor4D, infos: readonly ImageInfo[]): readonly Detections[] {
    const { backbone, neck, proposalHead, stages } = this.#parts;
    const features = neck.forward(backbone.forward(images, 'test'), 'test');
    const withMasks = stages.some(({ maskHead }) => maskHead !== undefined);
    const proposals = proposalHead.propose(features, infos);
    if (areEmpty(proposals)) return withoutDetections(infos, withMasks);
    const detections = this.#detectBoxes(features, proposals, infos);
    if (withMasks && areEmpty(detections)) return withoutDetections(infos, true);
    return this.#addMasks(features, detections, infos);
  }

  advance(): void {
    for (const { boxHead } of this.#parts.stages) boxHead.advance();
  }

  #detectBoxes(features: readonly Tensor4D[], proposals: readonly Proposals[], infos: readonly ImageInfo[]): readonly Detections[] {
    const { stages } = this.#parts;
    let current = proposals;
    const predictions = stages.map(({ boxHead }, t) => {
      const predicted = boxHead.predict(features, current);
      if (t < stages.length - 1) current = boxHead.refine(predicted, current, infos);
      return predicted;
    });
    const { boxHead } = stages[stages.length - 1];
    const { deltas } = predictions[stages.length - 1];
    return boxHead.toDetections(this.#scores(predictions), deltas, current, infos);
  }

  #scores(predictions: readonly RegionPredictions[]): Tensor2D {
    const { stages, ensemble } = this.#parts;
    if (ensemble === 'scores') return meanOf(predictions.map(({ logits }, t) => stages[t].boxHead.scores(logits)));
    return stages[stages.length - 1].boxHead.scores(meanOf(predictions.map(({ logits }) => logits)));
  }

  #addMasks(features: readonly Tensor4D[], detections: readonly Detections[], infos: readonly ImageInfo[]): readonly Detections[] {
    const heads = this.#parts.stages.flatMap(({ maskHead }) => (maskHead === undefined ? [] : [maskHead]));
    const last = heads.at(-1);
    if (last === undefined) return detections;
    return last.paste(meanOf(heads.map((head) => head.predict(features, detections, infos))), detections, infos);
  }
}

function meanOf<T extends Tensor2D | ReturnType<MaskHead['predict']>>(tensors: readonly T[]): T {
  return tf.div<T>(tf.addN([...tensors]), tensors.length);
}
