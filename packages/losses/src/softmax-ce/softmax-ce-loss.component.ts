import { defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { SoftmaxCeLoss } from './softmax-ce-loss.js';
import type { SoftmaxCeLossConfig } from './softmax-ce-loss.schema.js';
import { softmaxCeLossSchema } from './softmax-ce-loss.schema.js';

/** The softmax cross-entropy as a part of region heads. */
export const softmaxCeLossComponent = defineComponent<SoftmaxCeLossConfig>()({
  family: classificationLossFamily,
  type: 'softmax-ce',
  schema: softmaxCeLossSchema,
  services: {},
  create: (config) => new SoftmaxCeLoss(config),
});
