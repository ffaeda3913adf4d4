import type { Boxes, RunLengthMask } from '../data/boxes.js';
import { defineFamily } from '../family.js';
import type { RandomStream } from '../random/random-stream.js';
import { createToken } from '../token.js';

/** Result of an assignment, per box. */
export interface Assignment {
  /** −1 ignored, 0 negative, k ≥ 1 positive for ground truth k − 1; int32 [n]. */
  readonly codes: Int32Array;
  /** Largest IoU with any ground truth; float32 [n]. */
  readonly overlaps: Float32Array;
}

/** Decides which boxes stand for which ground truths. */
export interface Assigner {
  /** @param boxes float32 [n · 4] @param truths float32 [g · 4] */
  assign(boxes: Boxes, truths: Boxes): Assignment;
}

/** Slot for assigners. */
export const assignerFamily = defineFamily<Assigner>('assigner');

/** Boxes chosen for a loss; indices ascending. */
export interface RegionSample {
  /** Indices of positives. */
  readonly positives: Int32Array;
  /** Indices of negatives. */
  readonly negatives: Int32Array;
}

/** Chooses among assigned boxes. */
export interface RegionSampler {
  /** Whether the head puts the ground truths in front of the proposals before assigning. */
  readonly addGroundTruths: boolean;
  sample(codes: Int32Array, random: RandomStream): RegionSample;
}

/** Slot for region samplers. */
export const regionSamplerFamily = defineFamily<RegionSampler>('region-sampler');

/** Codes boxes relative to reference boxes. */
export interface BoxCoder {
  /** @returns deltas float32 [n · 4] */
  encode(references: Boxes, boxes: Boxes): Float32Array;
  /**
   * @param deltas float32 [n · 4]
   * @param limit clips corners to this size in pixels
   */
  decode(references: Boxes, deltas: Float32Array, limit?: { readonly height: number; readonly width: number }): Boxes;
}

/** Slot for box coders. */
export const boxCoderFamily = defineFamily<BoxCoder>('box-coder');

/** Size of a feature map in cells. */
export interface MapSize {
  readonly height: number;
  readonly width: number;
}

/** Makes the prior boxes of feature maps. */
export interface AnchorGenerator {
  /** Anchors per cell of each level. */
  readonly perCell: readonly number[];
  /** @returns per level float32 [height · width · perCell · 4]; rows first, then columns, then anchors of a cell */
  grid(sizes: readonly MapSize[]): Boxes[];
  /** @returns per level 1 where the anchor's cell lies in the padded image, else 0 */
  valid(sizes: readonly MapSize[], paddedHeight: number, paddedWidth: number): Uint8Array[];
}

/** What a dense head hands to its anchor generator. */
export interface AnchorGeneratorGiven {
  readonly strides: readonly number[];
}

/** Slot for anchor generators. */
export const anchorGeneratorFamily = defineFamily<AnchorGenerator, AnchorGeneratorGiven>('anchor-generator');

/**
 * Cuts the ground-truth mask of each positive region out of its image and resamples it to the grid of a mask head.
 *
 * @param masks one per ground truth, at the network-input size without padding
 * @param truthIndices ground truth of each region, int32 [P]
 * @param boxes regions, float32 [P · 4]
 * @param size side of the target grid in cells
 * @param padded size of the padded image; masks count as 0 outside their own size
 * @returns 0 or 1, float32 [P · size · size], rows first
 */
export type MaskTargets = (
  masks: readonly RunLengthMask[],
  truthIndices: Int32Array,
  boxes: Boxes,
  size: number,
  padded: MapSize,
) => Float32Array;

/** Token of the function that makes mask targets. */
export const MaskTargetsToken = createToken<MaskTargets>('mask-targets');
