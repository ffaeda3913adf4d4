import type { GoldenHandler } from '../handler.js';
import { boxMatricesHandler, rectangleIouHandler } from './boxes.js';
import { boundaryHandler, lvisPolygonsHandler, masksHandler, polygonsHandler } from './masks.js';
import { pasteHandler, resizeMaskHandler } from './pasted-masks.js';
import { suppressionHandler } from './suppression.js';

/** Goldens of boxes, masks and suppression. `box_losses.json` and `resize.json` hold more, which other areas compare. */
export const handlers: readonly GoldenHandler[] = [
  boundaryHandler,
  boxMatricesHandler,
  lvisPolygonsHandler,
  masksHandler,
  pasteHandler,
  polygonsHandler,
  rectangleIouHandler,
  resizeMaskHandler,
  suppressionHandler,
];
