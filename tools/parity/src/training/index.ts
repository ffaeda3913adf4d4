import type { GoldenHandler } from '../handler.js';
import { optimizerHandler } from './optimizer-handler.js';
import { scheduleHandler } from './schedule-handler.js';

/** Handlers of the optimiser and schedule goldens. */
export const handlers: readonly GoldenHandler[] = [optimizerHandler, scheduleHandler];
