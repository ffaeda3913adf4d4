import type { CaseStarter } from '../golden-step.js';
import { boxStarters } from './boxes.js';
import { drawStarters } from './draws.js';
import { ecm } from './ecm.js';
import { eqlv2Workers } from './eqlv2.js';
import { headStarters } from './heads.js';
import { layerStarters } from './layers.js';
import { sigmoidLosses } from './sigmoid-losses.js';
import { softmaxLosses } from './softmax-losses.js';
import { tensorStarter } from './starter.js';
import type { TensorFactory } from './tensor-loss.js';

const { seesaw } = softmaxLosses;
const losses: Readonly<Record<string, TensorFactory>> = {
  ...sigmoidLosses,
  ...softmaxLosses,
  ecm,
  'normed_linear+ecm': ecm,
  'normed_linear+seesaw': seesaw,
};

const plain: Readonly<Record<string, CaseStarter>> = Object.fromEntries(
  Object.entries(losses).map(([name, factory]) => [name, tensorStarter(factory)]),
);

/** Tensor implementations by the goldens' loss names. */
export const tensorStarters: Readonly<Record<string, CaseStarter>> = {
  ...plain,
  eqlv2: (first) => (first.param('workers') === undefined ? plain['eqlv2'](first) : eqlv2Workers(first)),
  ...boxStarters,
  ...drawStarters,
  ...headStarters,
  ...layerStarters,
};
