import type { CaseStarter } from '../golden-step.js';
import { boxStarters } from './boxes.js';
import { statisticsStarters } from './class-statistics.js';
import { drawStarters } from './draws.js';
import { ecm } from './ecm.js';
import { eqlv2Workers } from './eqlv2.js';
import { headStarters } from './heads.js';
import { layerStarters } from './layers.js';
import { loceStarters } from './loce.js';
import type { ReferenceFactory } from './reference-loss.js';
import { sigmoidLosses } from './sigmoid-losses.js';
import { softmaxLosses } from './softmax-losses.js';
import { referenceStarter } from './starter.js';
import { theoryStarters } from './theory.js';

const { seesaw } = softmaxLosses;
const losses: Readonly<Record<string, ReferenceFactory>> = {
  ...sigmoidLosses,
  ...softmaxLosses,
  ecm,
  'normed_linear+ecm': ecm,
  'normed_linear+seesaw': seesaw,
};

const plain: Readonly<Record<string, CaseStarter>> = Object.fromEntries(
  Object.entries(losses).map(([name, factory]) => [name, referenceStarter(factory)]),
);

/** Double-precision implementations by the goldens' loss names. */
export const referenceStarters: Readonly<Record<string, CaseStarter>> = {
  ...plain,
  eqlv2: (first) => (first.param('workers') === undefined ? plain['eqlv2'](first) : eqlv2Workers(first)),
  ...boxStarters,
  ...drawStarters,
  ...headStarters,
  ...layerStarters,
  ...loceStarters,
  ...statisticsStarters,
  ...theoryStarters,
};
