import type { Detections, ImageInfo } from '@ecm/core';
import type {
  BoxCoder,
  BoxHead,
  BoxHeadTraining,
  ClassificationLoss,
  Measurement,
  Proposals,
  RegionPredictions,
  SavedState,
  Tensor2D,
  Tensor4D,
  TrainingContext,
} from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { bestClasses, refineRegions } from '../regions/refine-regions.js';
import type { RegionLossParts } from '../regions/region-losses.js';
import { regionLosses } from '../regions/region-losses.js';
import { regionTargets } from '../regions/region-targets.js';
import type { RoiExtractor } from '../regions/roi-extractor.js';
import { rowsByImage } from '../regions/rows-by-image.js';
import type { RegionSamplingParts } from '../regions/sample-regions.js';
import { sampleRegions } from '../regions/sample-regions.js';
import type { DetectionLimits } from '../regions/select-detections.js';
import { selectDetections } from '../regions/select-detections.js';
import { takeBoxes } from '../regions/take-boxes.js';
import type { Shared2fcLayers } from './shared-2fc-layers.js';

/** Parts of a box head. */
export interface Shared2fcParts extends RegionSamplingParts, RegionLossParts {
  readonly layers: Shared2fcLayers;
  readonly extractor: RoiExtractor;
  readonly classification: ClassificationLoss;
  readonly coder: BoxCoder;
}

/** Numbers of a box head. */
export interface Shared2fcOptions extends DetectionLimits {
  /** Number C of foreground classes. */
  readonly classes: number;
  /** Name under which the state of the classification loss is saved. */
  readonly lossName: string;
}

/**
 * Box head of Mask R-CNN: samples proposals, cuts out their features, classifies and refines them. Terms are those of the
 * classification loss (`loss_cls`, …) and `loss_bbox`.
 *
 * @see mmdetection's StandardRoIHead and Shared2FCBBoxHead
 */
export class Shared2fcBoxHead implements BoxHead {
  readonly states: Readonly<Record<string, SavedState>>;
  readonly measurements: readonly Measurement[];
  readonly #parts: Shared2fcParts;
  readonly #options: Shared2fcOptions;

  constructor(parts: Shared2fcParts, options: Shared2fcOptions) {
    this.#parts = parts;
    this.#options = options;
    const { state, measurement } = parts.classification;
    this.measurements = measurement === undefined ? [] : [measurement];
    this.states = state === undefined ? {} : { [options.lossName]: state };
  }

  train(features: readonly Tensor4D[], proposals: readonly Proposals[], context: TrainingContext): BoxHeadTraining {
    const { truths, infos, random } = context;
    const samples = proposals.map(({ boxes }, image) => sampleRegions(boxes, truths[image], this.#parts, random));
    const positives = samples.map((sample) => sample.positives);
    const regions = samples.map(({ boxes }) => ({ boxes, scores: new Float32Array(boxes.length / 4) }));
    if (isEmpty(regions)) return { losses: { loss_cls: tf.scalar(0), loss_bbox: tf.scalar(0) }, positives, refine: () => regions };
    const predictions = this.predict(features, regions);
    const counts = truths.map(({ labels }) => labels.length);
    const targets = regionTargets(samples, counts, this.#parts.coder, this.#options.classes);
    return {
      losses: regionLosses(predictions, targets, this.#parts),
      positives,
      refine: () =>
        this.#refine(predictions, regions, infos, targets.labels).map(({ boxes }, image) => {
          const { positiveIsTruth } = samples[image];
          const kept = Int32Array.from({ length: boxes.length / 4 }, (_, i) => i).filter((i) => positiveIsTruth[i] !== 1);
          return { boxes: takeBoxes(boxes, kept), scores: new Float32Array(kept.length) };
        }),
    };
  }

  predict(features: readonly Tensor4D[], proposals: readonly Proposals[]): RegionPredictions {
    const boxes = proposals.map((own) => own.boxes);
    return this.#parts.layers.forward(this.#parts.extractor.extract(features, boxes));
  }

  scores(logits: Tensor2D): Tensor2D {
    return this.#parts.classification.scores(logits);
  }

  refine(predictions: RegionPredictions, proposals: readonly Proposals[], infos: readonly ImageInfo[]): readonly Proposals[] {
    return this.#refine(predictions, proposals, infos);
  }

  toDetections(scores: Tensor2D, deltas: Tensor2D, proposals: readonly Proposals[], infos: readonly ImageInfo[]): readonly Detections[] {
    const scoresOf = rowsByImage(scores, proposals);
    const deltasOf = rowsByImage(deltas, proposals);
    return infos.map((info, image) => {
      const { boxes } = proposals[image];
      const regions = { boxes, classes: this.#options.classes, scores: scoresOf[image], deltas: deltasOf[image] };
      return selectDetections(regions, this.#parts.coder, info, this.#options);
    });
  }

  advance(): void {
    this.#parts.classification.advance?.();
  }

  /** @param labels of all regions where they are known; elsewhere, and for the background, the best class of the scores counts */
  #refine(
    { logits, deltas }: RegionPredictions,
    proposals: readonly Proposals[],
    infos: readonly ImageInfo[],
    labels?: Int32Array,
  ): readonly Proposals[] {
    const { classes } = this.#options;
    const deltasOf = rowsByImage(deltas, proposals);
    const perClass = deltas.shape[1] > 4;
    const scores = perClass ? this.scores(logits) : undefined;
    const bestOf = scores === undefined ? () => 0 : bestClasses(scores.dataSync<'float32'>(), scores.shape[1], classes);
    let first = 0;
    return proposals.map((own, image) => {
      const start = first;
      first += own.boxes.length / 4;
      const classOf = (region: number) => {
        const label = labels?.[start + region] ?? classes;
        return label < classes ? label : bestOf(start + region);
      };
      return { ...own, boxes: refineRegions(own.boxes, deltasOf[image], classOf, this.#parts.coder, infos[image]) };
    });
  }
}

function isEmpty(proposals: readonly Proposals[]): boolean {
  return proposals.every(({ boxes }) => boxes.length === 0);
}
