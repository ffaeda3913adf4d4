import type { GoldenHandler } from '../handler.js';
import { modelHandler } from './model-handler.js';

/** Handlers of the goldens of whole detectors. */
export const handlers: readonly GoldenHandler[] = [modelHandler];
