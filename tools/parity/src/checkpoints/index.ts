import type { GoldenHandler } from '../handler.js';
import { checkpointHandler } from './checkpoint-handler.js';
import { swinHandler } from './swin-handler.js';

/** Handlers of the checkpoint goldens. */
export const handlers: readonly GoldenHandler[] = [checkpointHandler, swinHandler];
