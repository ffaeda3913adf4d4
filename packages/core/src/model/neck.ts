import { defineFamily } from '../family.js';
import type { Level, Mode } from './level.js';
import type { ParameterScope } from './parameters.js';
import type { Tensor4D } from './tensor-types.js';

/** Turns backbone maps into the maps that heads read. A pure function of tensors. */
export interface Neck {
  readonly levels: readonly Level[];
  forward(features: readonly Tensor4D[], mode: Mode): Tensor4D[];
}

/** What a detector hands to its neck. */
export interface NeckGiven {
  readonly scope: ParameterScope;
  /** Levels of the backbone below. */
  readonly inputs: readonly Level[];
}

/** Slot for necks. */
export const neckFamily = defineFamily<Neck, NeckGiven>('neck');
