import type { Detections, ImageInfo } from '@ecm/core';
import { UserError } from '@ecm/core';
import type { LossTerms, MaskHead, MaskLoss, MaskTargets, PositiveRegions, Tensor3D, Tensor4D, TrainingContext } from '@ecm/core/model';
import { pasteMask, scaleBoxes } from '@ecm/geometry';
import { tf } from '@ecm/tensor';

import type { RoiExtractor } from '../regions/roi-extractor.js';
import { chooseRegions } from './choose-regions.js';
import type { FcnMaskLayers } from './fcn-mask-layers.js';

/** Parts of a mask head. */
export interface FcnMaskParts {
  readonly extractor: RoiExtractor;
  readonly layers: FcnMaskLayers;
  readonly loss: MaskLoss;
  readonly targets: MaskTargets;
}

/** Numbers of a mask head. */
export interface FcnMaskOptions {
  /** One mask per region instead of one per class. */
  readonly classAgnostic: boolean;
  /** Positives of an image that are trained; 0: all. */
  readonly maxRegionsPerImage: number;
  /** Pixels at or above belong to the mask. */
  readonly maskThreshold: number;
}

/**
 * Mask head of Mask R-CNN: draws a mask for each positive region, or for each detection. Term `loss_mask`, on the channel of the
 * region's class.
 *
 * @see He et al., ICCV 2017; mmdetection's FCNMaskHead
 */
export class FcnMaskHead implements MaskHead {
  readonly #parts: FcnMaskParts;
  readonly #options: FcnMaskOptions;

  constructor(parts: FcnMaskParts, options: FcnMaskOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  train(features: readonly Tensor4D[], positives: readonly PositiveRegions[], context: TrainingContext): LossTerms {
    const chosen = positives.map((regions) => chooseRegions(regions, this.#options.maxRegionsPerImage, context.random));
    const boxes = chosen.map((regions) => regions.boxes);
    if (boxes.every((own) => own.length === 0)) return { loss_mask: tf.scalar(0) };
    const labels = Int32Array.from(chosen.flatMap((regions) => [...regions.labels]));
    const logits = this.#parts.layers.forwardChannels(this.#parts.extractor.extract(features, boxes), this.#channels(labels));
    const targets = chosen.map((regions, image) => this.#targets(regions, image, logits.shape[1], context));
    return { loss_mask: this.#parts.loss.loss(logits, tf.concat(targets, 0).reshape(logits.shape)) };
  }

  predict(features: readonly Tensor4D[], detections: readonly Detections[], infos: readonly ImageInfo[]): Tensor3D {
    const boxes = detections.map((own, image) => scaleBoxes(own.boxes, infos[image].scaleX, infos[image].scaleY));
    const labels = Int32Array.from(detections.flatMap((own) => [...own.labels]));
    const regions = this.#parts.extractor.extract(features, boxes);
    return tf.sigmoid(this.#parts.layers.forwardChannels(regions, this.#channels(labels)));
  }

  paste(probabilities: Tensor3D, detections: readonly Detections[], infos: readonly ImageInfo[]): readonly Detections[] {
    const maps = probabilities.dataSync<'float32'>();
    const cells = probabilities.shape[1] * probabilities.shape[2];
    let region = 0;
    return detections.map((own, image) => {
      const { originalHeight: height, originalWidth: width } = infos[image];
      const masks = Array.from(own.labels, (_, i) => {
        const map = maps.subarray(region * cells, (region + 1) * cells);
        region++;
        return pasteMask(map, { box: own.boxes.subarray(4 * i, 4 * i + 4), height, width }, this.#options.maskThreshold);
      });
      return { ...own, masks };
    });
  }

  #channels(labels: Int32Array): Int32Array {
    return this.#options.classAgnostic ? new Int32Array(labels.length) : labels;
  }

  #targets({ boxes, truthIndices }: PositiveRegions, image: number, size: number, { truths, infos }: TrainingContext) {
    const { masks } = truths[image];
    if (masks === undefined) {
      throw new UserError(
        `The mask head needs masks, but the objects of ${infos[image].fileName} have none; train without maskHead or use data with masks.`,
      );
    }
    const padded = { height: infos[image].paddedHeight, width: infos[image].paddedWidth };
    return tf.tensor1d(this.#parts.targets(masks, truthIndices, boxes, size, padded));
  }
}
