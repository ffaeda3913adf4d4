import type { GoldenHandler } from '../handler.js';
import { edgeHandler } from './edge-handler.js';
import { inventoryHandler } from './inventory-handler.js';
import { modelHandler } from './model-handler.js';
import { proposalsHandler } from './proposals-handler.js';
import { stagesHandler } from './stages-handler.js';

/** Handlers of the goldens of whole detectors. */
export const handlers: readonly GoldenHandler[] = [modelHandler, edgeHandler, stagesHandler, proposalsHandler, inventoryHandler];
