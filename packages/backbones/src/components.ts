import { frozenBatchNormComponent } from './frozen-batch-norm/frozen-batch-norm.component.js';
import { groupNormComponent } from './group-norm/group-norm.component.js';
import { miniResnetBackboneComponent } from './mini-resnet/mini-resnet-backbone.component.js';
import { resnetBackboneComponent } from './resnet/resnet-backbone.component.js';

/** Every component of this package, in alphabetical order of the types. */
export const backbonesComponents = [
  frozenBatchNormComponent,
  groupNormComponent,
  miniResnetBackboneComponent,
  resnetBackboneComponent,
] as const;
