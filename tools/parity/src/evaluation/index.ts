import type { GoldenHandler } from '../handler.js';
import { handCaseHandler } from './hand-case-handler.js';
import { openImagesHandler } from './open-images-handler.js';
import { tableHandler } from './table-handler.js';

/** Goldens of evaluation: LVIS, COCO, fixed, pooled and boundary AP, Open Images. */
export const handlers: readonly GoldenHandler[] = [tableHandler, handCaseHandler, openImagesHandler];
