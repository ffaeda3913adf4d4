import { defineFamily } from '../family.js';
import type { ParameterScope } from './parameters.js';
import type { Tensor2D, Tensor3D, Tensor4D } from './tensor-types.js';

/** Last layer of a region head: features to logits. */
export interface RegionPredictor {
  /** @param features float32 [R, D] @returns logits [R, K] */
  forward(features: Tensor2D): Tensor2D;
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

/** Slot for the classifier of a region head. */
export const regionPredictorFamily = defineFamily<RegionPredictor, PredictorGiven>('region-predictor');

/** Slot for the predictor of a mask head. */
export const mapPredictorFamily = defineFamily<MapPredictor, PredictorGiven>('map-predictor');
