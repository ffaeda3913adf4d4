import type { Boxes } from '../data/boxes.js';
import type { Detections } from '../data/detections.js';
import type { GroundTruth } from '../data/ground-truth.js';
import type { ImageInfo } from '../data/image-info.js';
import { defineFamily } from '../family.js';
import type { RandomStream } from '../random/random-stream.js';
import type { Measurement } from './classification-loss.js';
import type { Level } from './level.js';
import type { LossTerms } from './loss-terms.js';
import type { ParameterScope } from './parameters.js';
import type { SavedState } from './saved-state.js';
import type { Tensor2D, Tensor3D, Tensor4D } from './tensor-types.js';

/** A batch on the device. */
export interface Batch {
  /** Float32 [N, H, W, 3]. */
  readonly images: Tensor4D;
  readonly infos: readonly ImageInfo[];
  readonly truths: readonly GroundTruth[];
}

/** What heads need to know about a training batch besides its features. */
export interface TrainingContext {
  readonly infos: readonly ImageInfo[];
  readonly truths: readonly GroundTruth[];
  readonly random: RandomStream;
}

/** Candidate boxes of one image in network-input pixels, best first. */
export interface Proposals {
  readonly boxes: Boxes;
  readonly scores: Float32Array;
}

/** A dense head that proposes regions (RPN). */
export interface ProposalHead {
  /** Losses and, from the same forward pass, the training proposals of each image. */
  train(features: readonly Tensor4D[], context: TrainingContext): { readonly losses: LossTerms; readonly proposals: readonly Proposals[] };
  propose(features: readonly Tensor4D[], infos: readonly ImageInfo[]): readonly Proposals[];
}

/** Positive regions of one image, for the mask head. */
export interface PositiveRegions {
  readonly boxes: Boxes;
  /** Index of each region's ground truth. */
  readonly truthIndices: Int32Array;
  readonly labels: Int32Array;
}

/** Raw answers of a box head for R regions, image by image. */
export interface RegionPredictions {
  /** Class logits, float32 [R, K]. */
  readonly logits: Tensor2D;
  /** Coded box changes, float32 [R, 4], or [R, 4 · C] with one change per class. */
  readonly deltas: Tensor2D;
}

/** What a box head learned in one forward pass. */
export interface BoxHeadTraining {
  readonly losses: LossTerms;
  readonly positives: readonly PositiveRegions[];
  /** Gives the trained regions after this head's box changes, without added ground truths: proposals of a next stage. */
  readonly refine: () => readonly Proposals[];
}

/** Classifies and refines proposed regions. */
export interface BoxHead {
  train(features: readonly Tensor4D[], proposals: readonly Proposals[], context: TrainingContext): BoxHeadTraining;
  /** @param proposals of each image, at least one in all */
  predict(features: readonly Tensor4D[], proposals: readonly Proposals[]): RegionPredictions;
  /** @returns class scores float32 [R, C + 1], background last, or [R, C] */
  scores(logits: Tensor2D): Tensor2D;
  /** @returns the proposals after the predicted box changes, in network-input pixels; the same number in the same order */
  refine(predictions: RegionPredictions, proposals: readonly Proposals[], infos: readonly ImageInfo[]): readonly Proposals[];
  /**
   * @param scores of each proposal, float32 [R, C + 1] or [R, C] @param deltas of each proposal
   * @returns detections in pixels of the original images
   */
  toDetections(scores: Tensor2D, deltas: Tensor2D, proposals: readonly Proposals[], infos: readonly ImageInfo[]): readonly Detections[];
  /** What the parts inside measure before training; absent if nothing. */
  readonly measurements?: readonly Measurement[];
  /** State of the parts inside besides parameters, by scope name. */
  readonly states: Readonly<Record<string, SavedState>>;
  /** What the losses inside have counted in this step; data-parallel workers replace each by the sum over all before `advance`. */
  readonly increments?: readonly Float64Array[];
  /** Called once after each optimiser step. */
  advance(): void;
}

/** Draws the mask of each region. */
export interface MaskHead {
  train(features: readonly Tensor4D[], positives: readonly PositiveRegions[], context: TrainingContext): LossTerms;
  /**
   * @param detections of each image in pixels of the original images, at least one in all
   * @returns probability of each cell of each detection's mask, float32 [D, S, S]
   */
  predict(features: readonly Tensor4D[], detections: readonly Detections[], infos: readonly ImageInfo[]): Tensor3D;
  /** @returns the same detections with masks at the original sizes */
  paste(probabilities: Tensor3D, detections: readonly Detections[], infos: readonly ImageInfo[]): readonly Detections[];
}

/** What a detector hands to its heads. */
export interface HeadGiven {
  readonly scope: ParameterScope;
  /** Levels of the maps that the head receives. */
  readonly levels: readonly Level[];
  /** Number C of foreground classes. */
  readonly classes: number;
}

/** Slot for region proposal heads. */
export const proposalHeadFamily = defineFamily<ProposalHead, HeadGiven>('proposal-head');
/** Slot for box heads. */
export const boxHeadFamily = defineFamily<BoxHead, HeadGiven>('box-head');
/** Slot for mask heads. */
export const maskHeadFamily = defineFamily<MaskHead, HeadGiven>('mask-head');
