import type { CaseStarter } from '../golden-step.js';
import { lossStarters } from '../loss-starters.js';
import { boxStarters } from './boxes.js';
import { drawStarters } from './draws.js';
import { ecm } from './ecm.js';
import { eqlv2Workers } from './eqlv2.js';
import { headStarters } from './heads.js';
import { layerStarters } from './layers.js';
import { sigmoidLosses } from './sigmoid-losses.js';
import { softmaxLosses } from './softmax-losses.js';
import { tensorStarter } from './starter.js';

/** Tensor implementations by the goldens' loss names. */
export const tensorStarters: Readonly<Record<string, CaseStarter>> = {
  ...lossStarters({ losses: { ...sigmoidLosses, ...softmaxLosses, ecm }, starter: tensorStarter, eqlv2Workers }),
  ...boxStarters,
  ...drawStarters,
  ...headStarters,
  ...layerStarters,
};
