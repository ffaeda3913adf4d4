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
  SavedState,
  Tensor4D,
} from '@ecm/core/model';

import { areEmpty, withoutDetections } from '../regions/no-detections.js';

/** Parts of a two-stage detector. */
export interface TwoStageParts {
  readonly backbone: Backbone;
  readonly neck: Neck;
  readonly proposalHead: ProposalHead;
  readonly boxHead: BoxHead;
  /** Absent for box detectors. */
  readonly maskHead?: MaskHead;
}

/**
 * Faster R-CNN, and with a mask head Mask R-CNN: images to features to proposals to boxes to masks.
 *
 * Loss terms in order: those of the proposal head, the box head and the mask head; the second stage learns from the proposals of
 * the same forward pass.
 *
 * @see Ren et al., NeurIPS 2015; He et al., ICCV 2017
 */
export class TwoStageDetector implements DetectorModel {
  readonly states: Readonly<Record<string, SavedState>>;
  readonly #parts: TwoStageParts;

  constructor(parts: TwoStageParts) {
    this.#parts = parts;
    this.states = parts.boxHead.states;
  }

  get measurements(): readonly Measurement[] {
    return this.#parts.boxHead.measurements ?? [];
  }

  get increments(): readonly Float64Array[] {
    return this.#parts.boxHead.increments ?? [];
  }

  losses({ images, infos, truths }: Batch, random: RandomStream): LossTerms {
    const { backbone, neck, proposalHead, boxHead, maskHead } = this.#parts;
    const context = { infos, truths, random };
    const features = neck.forward(backbone.forward(images, 'train'), 'train');
    const first = proposalHead.train(features, context);
    const second = boxHead.train(features, first.proposals, context);
    const masks = maskHead?.train(features, second.positives, context);
    return { ...first.losses, ...second.losses, ...masks };
  }

  detect(images: Tensor4D, infos: readonly ImageInfo[]): readonly Detections[] {
    const { backbone, neck, proposalHead, boxHead, maskHead } = this.#parts;
    const features = neck.forward(backbone.forward(images, 'test'), 'test');
    const proposals = proposalHead.propose(features, infos);
    if (areEmpty(proposals)) return withoutDetections(infos, maskHead !== undefined);
    const { logits, deltas } = boxHead.predict(features, proposals);
    const detections = boxHead.toDetections(boxHead.scores(logits), deltas, proposals, infos);
    if (maskHead === undefined) return detections;
    if (areEmpty(detections)) return withoutDetections(infos, true);
    return maskHead.paste(maskHead.predict(features, detections, infos), detections, infos);
  }

  advance(): void {
    this.#parts.boxHead.advance();
  }
}
