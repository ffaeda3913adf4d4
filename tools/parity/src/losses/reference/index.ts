import type { CaseStarter } from '../golden-step.js';
import { lossStarters } from '../loss-starters.js';
import { boxStarters } from './boxes.js';
import { statisticsStarters } from './class-statistics.js';
import { drawStarters } from './draws.js';
import { ecm } from './ecm.js';
import { eqlv2Workers } from './eqlv2.js';
import { headStarters } from './heads.js';
import { layerStarters } from './layers.js';
import { loceStarters } from './loce.js';
import { sigmoidLosses } from './sigmoid-losses.js';
import { softmaxLosses } from './softmax-losses.js';
import { referenceStarter } from './starter.js';
import { theoryStarters } from './theory.js';

/** Double-precision implementations by the goldens' loss names. */
export const referenceStarters: Readonly<Record<string, CaseStarter>> = {
  ...lossStarters({ losses: { ...sigmoidLosses, ...softmaxLosses, ecm }, starter: referenceStarter, eqlv2Workers }),
  ...boxStarters,
  ...drawStarters,
  ...headStarters,
  ...layerStarters,
  ...loceStarters,
  ...statisticsStarters,
  ...theoryStarters,
};
