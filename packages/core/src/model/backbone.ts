import { defineFamily } from '../family.js';
import type { Level, Mode } from './level.js';
import type { ParameterScope } from './parameters.js';
import type { Tensor4D } from './tensor-types.js';

/** Turns images into feature maps, fine to coarse. A pure function of tensors. */
export interface Backbone {
  readonly levels: readonly Level[];
  /** @param images float32 [N, H, W, 3] @returns one map [N, H / stride, W / stride, channels] per level */
  forward(images: Tensor4D, mode: Mode): Tensor4D[];
}

/** What a detector hands to its backbone. */
export interface BackboneGiven {
  readonly scope: ParameterScope;
}

/** Slot for backbones. */
export const backboneFamily = defineFamily<Backbone, BackboneGiven>('backbone');
