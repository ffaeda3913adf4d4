import type { GoldenHandler } from '../handler.js';
import { realSamplerHandler } from './real-sampler-handler.js';
import { resizeHandler } from './resize-handler.js';
import { samplerHandler } from './sampler-handler.js';
import { transformHandler } from './transform-handler.js';

/** Goldens of samplers and transforms; to be asked before the handler of all loss goldens. */
export const handlers: readonly GoldenHandler[] = [samplerHandler, realSamplerHandler, transformHandler, resizeHandler];
