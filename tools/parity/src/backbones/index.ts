import type { GoldenHandler } from '../handler.js';
import { fpnHandler } from './fpn-handler.js';
import { resnetHandler } from './resnet-handler.js';

/** Handlers of the backbone and neck goldens. */
export const handlers: readonly GoldenHandler[] = [resnetHandler, fpnHandler];
