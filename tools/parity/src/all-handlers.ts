import type { GoldenHandler } from './handler.js';

/** Every handler, most specific first. */
export const allHandlers: readonly GoldenHandler[] = [];
