import { defineFamily } from '../family.js';
import type { ParameterScope } from './parameters.js';
import type { Tensor2D, Tensor3D, Tensor4D } from './tensor-types.js';

/** Last layer of a region head: features to logits. What it keeps between steps lies in buffers of its scope. */
export interface RegionPredictor {
  /** How the logits are laid out where they are not one per channel, see `ClassificationLoss.logitLayout`. */
  readonly logitLayout?: string;
  /** @param features float32 [R, D] @returns logits [R, K] */
  forward(features: Tensor2D): Tensor2D;
  /**
   * Takes a training batch in; heads call it once per training pass, with the features of `forward`. It takes no part in the
   * gradient and changes nothing until `advance`.
   *
   * @param features float32 [R, D] @param labels class of each row, 0 … C
   */
  observe?(features: Tensor2D, labels: Int32Array): void;
  /** Called once after each optimiser step: takes over what the step's `observe` calls have seen. */
  advance?(): void;
}

/** Last layer of a mask head: a feature map to one channel of logits per class. */
export interface MapPredictor {
  /** @param features float32 [P, H, W, D] @returns logits [P, H, W, K] */
  forward(features: Tensor4D): Tensor4D;
  /**
   * One channel per region, equal to choosing from `forward` but without computing the others.
   *
   * @param channels channel of each region, int32 [P]
   * @returns logits [P, H, W]
   */
  forwardChannels(features: Tensor4D, channels: Int32Array): Tensor3D;
}

/** What a head hands to its predictor. */
export interface PredictorGiven {
  /** Scope whose `weight` and `bias` the predictor owns. */
  readonly scope: ParameterScope;
  /** Number D of features. */
  readonly inputs: number;
  /** Number K of logits. */
  readonly outputs: number;
  /** Start value of the bias; 0 if absent. */
  readonly initialBias?: number | Float32Array;
}

/** What a region head hands to its classifier. */
export interface RegionPredictorGiven extends PredictorGiven {
  /** Number C of foreground classes. */
  readonly classes: number;
}

/** Slot for the classifier of a region head. */
export const regionPredictorFamily = defineFamily<RegionPredictor, RegionPredictorGiven>('region-predictor');

/** Slot for the predictor of a mask head. */
export const mapPredictorFamily = defineFamily<MapPredictor, PredictorGiven>('map-predictor');
