import type { GoldenHandler } from '../handler.js';
import { boxHeadHandler } from './box-head-handler.js';
import { maskHeadHandler } from './mask-head-handler.js';
import { normedPredictorsHandler } from './normed-predictors-handler.js';
import { roiLevelsHandler } from './roi-levels-handler.js';
import { rpnHandler } from './rpn-handler.js';

/** Handlers of the goldens of heads and predictors. */
export const handlers: readonly GoldenHandler[] = [rpnHandler, boxHeadHandler, maskHeadHandler, roiLevelsHandler, normedPredictorsHandler];
