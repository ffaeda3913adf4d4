import { anchorGridGeneratorComponent } from './anchor-grid/anchor-grid-generator.component.js';
import { deltaXywhBoxCoderComponent } from './delta-xywh/delta-xywh-box-coder.component.js';
import { firstRegionSamplerComponent } from './first/first-region-sampler.component.js';
import { maxIouAssignerComponent } from './max-iou/max-iou-assigner.component.js';
import { randomRegionSamplerComponent } from './random/random-region-sampler.component.js';

/** Every part of this package, sorted by type. */
export const targetsComponents = [
  anchorGridGeneratorComponent,
  deltaXywhBoxCoderComponent,
  firstRegionSamplerComponent,
  maxIouAssignerComponent,
  randomRegionSamplerComponent,
] as const;
