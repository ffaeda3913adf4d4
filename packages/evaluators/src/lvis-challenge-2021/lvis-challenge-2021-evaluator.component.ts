import { defineComponent, evaluatorFamily } from '@ecm/core';

import { groundTruthFromDataset } from '../ground-truth/from-dataset.js';
import { LvisChallenge2021Evaluator } from './lvis-challenge-2021-evaluator.js';
import type { LvisChallenge2021EvaluatorConfig } from './lvis-challenge-2021-evaluator.schema.js';
import { lvisChallenge2021EvaluatorSchema } from './lvis-challenge-2021-evaluator.schema.js';

/** The `lvis-challenge-2021` evaluator, judging against the data set that it is given. */
export const lvisChallenge2021EvaluatorComponent = defineComponent<LvisChallenge2021EvaluatorConfig>()({
  family: evaluatorFamily,
  type: 'lvis-challenge-2021',
  schema: lvisChallenge2021EvaluatorSchema,
  services: {},
  create: ({ iou, ...options }, { given }) => {
    const masks = iou.some((overlap) => overlap !== 'bbox');
    return new LvisChallenge2021Evaluator(groundTruthFromDataset(given.dataset, masks), { ...options, iou });
  },
});
