import type { GoldenHandler } from '../handler.js';
import { nearestHandler } from './nearest-handler.js';
import { normsHandler } from './norms-handler.js';
import { roiAlignHandler } from './roi-align-handler.js';

/** Handlers of the goldens of single tensor ops. */
export const handlers: readonly GoldenHandler[] = [roiAlignHandler, nearestHandler, normsHandler];
