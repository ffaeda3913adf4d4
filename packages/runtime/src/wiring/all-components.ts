import { backbonesComponents } from '@ecm/backbones';
import type { AnyComponent } from '@ecm/core';
import { datasetsComponents } from '@ecm/datasets/node';
import { detectorsComponents } from '@ecm/detectors';
import { engineComponents } from '@ecm/engine';
import { evaluatorsComponents } from '@ecm/evaluators';
import { headsComponents } from '@ecm/heads';
import { lossesComponents } from '@ecm/losses';
import { necksComponents } from '@ecm/necks';
import { targetsComponents } from '@ecm/targets';

/** Every component of the toolbox. */
export const allComponents: readonly AnyComponent[] = [
  ...detectorsComponents,
  ...backbonesComponents,
  ...necksComponents,
  ...headsComponents,
  ...targetsComponents,
  ...lossesComponents,
  ...datasetsComponents,
  ...evaluatorsComponents,
  ...engineComponents,
];
