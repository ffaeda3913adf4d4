import type { Detections, ImageInfo } from '@ecm/core';
import type {
  BoxCoder,
  BoxHead,
  ClassificationLoss,
  LossTerms,
  Measurement,
  PositiveRegions,
  Proposals,
  SavedState,
  Tensor4D,
  TrainingContext,
} from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import type { RegionLossParts, RegionTargets } from '../regions/region-losses.js';
import { regionLosses } from '../regions/region-losses.js';
import type { RoiExtractor } from '../regions/roi-extractor.js';
import type { RegionSamplingParts, SampledRegions } from '../regions/sample-regions.js';
import { sampleRegions } from '../regions/sample-regions.js';
import type { DetectionLimits } from '../regions/select-detections.js';
import { selectDetections } from '../regions/select-detections.js';
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

  train(
    features: readonly Tensor4D[],
    proposals: readonly Proposals[],
    context: TrainingContext,
  ): { losses: LossTerms; positives: readonly PositiveRegions[] } {
    const samples = proposals.map(({ boxes }, image) => sampleRegions(boxes, context.truths[image], this.#parts, context.random));
    const positives = samples.map((sample) => sample.positives);
    if (samples.every(({ boxes }) => boxes.length === 0)) {
      return { losses: { loss_cls: tf.scalar(0), loss_bbox: tf.scalar(0) }, positives };
    }
    const regions = this.#parts.extractor.extract(
      features,
      samples.map(({ boxes }) => boxes),
    );
    return { losses: regionLosses(this.#parts.layers.forward(regions), this.#targets(samples), this.#parts), positives };
  }

  detect(features: readonly Tensor4D[], proposals: readonly Proposals[], infos: readonly ImageInfo[]): readonly Detections[] {
    const boxesOfImages = proposals.map(({ boxes }) => boxes);
    if (boxesOfImages.every((boxes) => boxes.length === 0)) return infos.map(noDetections);
    const { logits, deltas } = this.#parts.layers.forward(this.#parts.extractor.extract(features, boxesOfImages));
    const scores = this.#parts.classification.scores(logits);
    const [scoreValues, deltaValues] = [scores.dataSync<'float32'>(), deltas.dataSync<'float32'>()];
    const [scoreColumns, deltaColumns] = [scores.shape[1], deltas.shape[1]];
    let start = 0;
    return infos.map((info, image) => {
      const boxes = boxesOfImages[image];
      const end = start + boxes.length / 4;
      const regions = {
        boxes,
        classes: this.#options.classes,
        scores: scoreValues.subarray(start * scoreColumns, end * scoreColumns),
        deltas: deltaValues.subarray(start * deltaColumns, end * deltaColumns),
      };
      start = end;
      return selectDetections(regions, this.#parts.coder, info, this.#options);
    });
  }

  advance(): void {
    this.#parts.classification.advance?.();
  }

  #targets(samples: readonly SampledRegions[]): RegionTargets {
    const count = samples.reduce((sum, { boxes }) => sum + boxes.length / 4, 0);
    const labels = new Int32Array(count).fill(this.#options.classes);
    const positiveRows: number[] = [];
    const deltas: number[] = [];
    let row = 0;
    for (const { boxes, positives, positiveTruths } of samples) {
      labels.set(positives.labels, row);
      positives.labels.forEach((_, i) => positiveRows.push(row + i));
      for (const delta of this.#parts.coder.encode(positives.boxes, positiveTruths)) deltas.push(delta);
      row += boxes.length / 4;
    }
    return { labels, positiveRows: Int32Array.from(positiveRows), deltas: Float32Array.from(deltas) };
  }
}

function noDetections(): Detections {
  return { boxes: new Float32Array(0), scores: new Float32Array(0), labels: new Int32Array(0) };
}
