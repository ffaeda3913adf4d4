import { conv2dMapPredictorComponent } from './conv2d/conv2d-map-predictor.component.js';
import { fcnMaskHeadComponent } from './fcn/fcn-mask-head.component.js';
import { linearRegionPredictorComponent } from './linear/linear-region-predictor.component.js';
import { normedConv2dMapPredictorComponent } from './normed-conv2d/normed-conv2d-map-predictor.component.js';
import { normedLinearRegionPredictorComponent } from './normed-linear/normed-linear-region-predictor.component.js';
import { rpnProposalHeadComponent } from './rpn/rpn-proposal-head.component.js';
import { shared2fcBoxHeadComponent } from './shared-2fc/shared-2fc-box-head.component.js';

/** Every component of this package, in alphabetical order of the types. */
export const headsComponents = [
  conv2dMapPredictorComponent,
  fcnMaskHeadComponent,
  linearRegionPredictorComponent,
  normedConv2dMapPredictorComponent,
  normedLinearRegionPredictorComponent,
  rpnProposalHeadComponent,
  shared2fcBoxHeadComponent,
] as const;
