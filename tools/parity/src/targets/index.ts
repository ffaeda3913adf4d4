import type { GoldenHandler } from '../handler.js';
import { anchorsHandler } from './anchors.js';
import { assignersHandler } from './assigners.js';
import { codersHandler } from './coders.js';
import { maskTargetsHandler } from './mask-targets.js';

/** Goldens of anchors, coders, assigners and mask targets. */
export const handlers: readonly GoldenHandler[] = [anchorsHandler, assignersHandler, codersHandler, maskTargetsHandler];
