import { conv2dMapPredictorComponent } from './conv2d/conv2d-map-predictor.component.js';
import { cosineRegionPredictorComponent } from './cosine/cosine-region-predictor.component.js';
import { disalignRegionPredictorComponent } from './disalign/disalign-region-predictor.component.js';
import { fcnMaskHeadComponent } from './fcn/fcn-mask-head.component.js';
import { linearRegionPredictorComponent } from './linear/linear-region-predictor.component.js';
import { loceShared2fcBoxHeadComponent } from './loce-shared-2fc/loce-shared-2fc-box-head.component.js';
import { lwsRegionPredictorComponent } from './lws/lws-region-predictor.component.js';
import { normedConv2dMapPredictorComponent } from './normed-conv2d/normed-conv2d-map-predictor.component.js';
import { normedLinearRegionPredictorComponent } from './normed-linear/normed-linear-region-predictor.component.js';
import { rpnProposalHeadComponent } from './rpn/rpn-proposal-head.component.js';
import { shared2fcBoxHeadComponent } from './shared-2fc/shared-2fc-box-head.component.js';
import { tdeRegionPredictorComponent } from './tde/tde-region-predictor.component.js';

/** Every component of this package, in alphabetical order of the types. */
export const headsComponents = [
  conv2dMapPredictorComponent,
  cosineRegionPredictorComponent,
  disalignRegionPredictorComponent,
  fcnMaskHeadComponent,
  linearRegionPredictorComponent,
  loceShared2fcBoxHeadComponent,
  lwsRegionPredictorComponent,
  normedConv2dMapPredictorComponent,
  normedLinearRegionPredictorComponent,
  rpnProposalHeadComponent,
  shared2fcBoxHeadComponent,
  tdeRegionPredictorComponent,
] as const;
