import type { Boxes, Detections, ImageInfo } from '@ecm/core';
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
import type { RegionReplay } from '../regions/replayed-regions.js';
import { withReplayed } from '../regions/replayed-regions.js';
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
  /** Trains regions of earlier batches again, after those of the batch; absent in the plain head. */
  readonly replay?: RegionReplay;
}

/** Numbers of a box head. */
export interface Shared2fcOptions extends DetectionLimits {
  /** Number C of foreground classes. */
  readonly classes: number;
  /** Name under which the state of the classification loss is saved. */
  readonly lossName: string;
  /** Name under which the state of the replay is saved, if there is one. */
  readonly replayName?: string;
}

/**
 * Box head of Mask R-CNN: samples proposals, cuts out their features, classifies and refines them. Terms are those of the
 * classification loss (`loss_cls`, …) and `loss_bbox`.
 *
 * @see mmdetection's StandardRoIHead and Shared2FCBBoxHead
 */
export class Shared2fcBoxHead implements BoxHead {
  readonly states: Readonly<Record<string, SavedState>>;
  readonly #parts: Shared2fcParts;
  readonly #options: Shared2fcOptions;

  constructor(parts: Shared2fcParts, options: Shared2fcOptions) {
    this.#parts = parts;
    this.#options = options;
    const { classification, replay } = parts;
    const { replayName = 'replay' } = options;
    this.states = {
      ...(classification.state === undefined ? {} : { [options.lossName]: classification.state }),
      ...(replay === undefined ? {} : { [replayName]: replay.state }),
    };
  }

  get measurements(): readonly Measurement[] {
    const { classification, replay } = this.#parts;
    return [classification.measurement, replay?.measurement].filter((measurement) => measurement !== undefined);
  }

  get increments(): readonly Float64Array[] {
    const { increments } = this.#parts.classification;
    return increments === undefined ? [] : [increments];
  }

  train(features: readonly Tensor4D[], proposals: readonly Proposals[], context: TrainingContext): BoxHeadTraining {
    const { truths, infos, random } = context;
    const samples = proposals.map(({ boxes }, image) => sampleRegions(boxes, truths[image], this.#parts, random));
    const positives = samples.map((sample) => sample.positives);
    const regions = samples.map(({ boxes }) => ({ boxes, scores: new Float32Array(boxes.length / 4) }));
    if (isEmpty(regions)) return { losses: { loss_cls: tf.scalar(0), loss_bbox: tf.scalar(0) }, positives, refine: () => regions };
    const { layers, extractor, replay, coder } = this.#parts;
    const replayed = replay?.replay(features, context);
    const counts = truths.map(({ labels }) => labels.length);
    const targets = withReplayed(regionTargets(samples, counts, coder, this.#options.classes), replayed);
    const cut = extractor.extract(features, boxesOf(regions));
    const predictions = layers.forward(replayed === undefined ? cut : tf.concat4d([cut, replayed.features], 0), targets.labels);
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
    return this.#parts.layers.forward(this.#parts.extractor.extract(features, boxesOf(proposals)));
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
    this.#parts.layers.advance();
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

function boxesOf(proposals: readonly Proposals[]): readonly Boxes[] {
  return proposals.map(({ boxes }) => boxes);
}

function isEmpty(proposals: readonly Proposals[]): boolean {
  return proposals.every(({ boxes }) => boxes.length === 0);
}
