import { defineComponent, evaluatorFamily } from '@ecm/core';

import { groundTruthFromDataset } from '../ground-truth/from-dataset.js';
import { CocoEvaluator } from './coco-evaluator.js';
import type { CocoEvaluatorConfig } from './coco-evaluator.schema.js';
import { cocoEvaluatorSchema } from './coco-evaluator.schema.js';

/** The `coco` evaluator, judging against the data set that it is given. */
export const cocoEvaluatorComponent = defineComponent<CocoEvaluatorConfig>()({
  family: evaluatorFamily,
  type: 'coco',
  schema: cocoEvaluatorSchema,
  services: {},
  create: ({ iou, ...options }, { given }) => {
    const masks = iou.some((overlap) => overlap !== 'bbox');
    return new CocoEvaluator(groundTruthFromDataset(given.dataset, masks), { ...options, iou });
  },
});
