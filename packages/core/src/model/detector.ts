import type { Detections } from '../data/detections.js';
import type { ImageInfo } from '../data/image-info.js';
import { defineFamily } from '../family.js';
import type { RandomStream } from '../random/random-stream.js';
import type { Measurement } from './classification-loss.js';
import type { Batch } from './heads.js';
import type { LossTerms } from './loss-terms.js';
import type { ParameterCollection, ParameterScope } from './parameters.js';
import type { SavedState } from './saved-state.js';
import type { Tensor4D } from './tensor-types.js';

/** A whole detector. Calls are made inside a tidy; returned loss terms are differentiated by the caller. */
export interface DetectorModel {
  losses(batch: Batch, random: RandomStream): LossTerms;
  detect(images: Tensor4D, infos: readonly ImageInfo[]): readonly Detections[];
  /** What the parts inside measure before training; absent if nothing. */
  readonly measurements?: readonly Measurement[];
  /** State of the parts inside besides parameters, by scope name. */
  readonly states: Readonly<Record<string, SavedState>>;
  /** What the losses inside have counted in this step; data-parallel workers replace each by the sum over all before `advance`. */
  readonly increments?: readonly Float64Array[];
  /** Called once after each optimiser step. */
  advance(): void;
}

/** A detector with the parameters that it registered. */
export interface Detector extends DetectorModel {
  readonly parameters: ParameterCollection;
}

/** What the composition root hands to a detector. */
export interface DetectorGiven {
  readonly scope: ParameterScope;
  /** Number C of foreground classes. */
  readonly classes: number;
}

/** Slot for detectors. */
export const detectorFamily = defineFamily<DetectorModel, DetectorGiven>('detector');
