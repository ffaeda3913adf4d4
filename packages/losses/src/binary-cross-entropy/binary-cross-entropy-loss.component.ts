import { defineComponent } from '@ecm/core';
import { maskLossFamily } from '@ecm/core/model';

import { BinaryCrossEntropyLoss } from './binary-cross-entropy-loss.js';
import type { BinaryCrossEntropyLossConfig } from './binary-cross-entropy-loss.schema.js';
import { binaryCrossEntropyLossSchema } from './binary-cross-entropy-loss.schema.js';

/** Binary cross-entropy as a part of mask heads. */
export const binaryCrossEntropyLossComponent = defineComponent<BinaryCrossEntropyLossConfig>()({
  family: maskLossFamily,
  type: 'binary-cross-entropy',
  schema: binaryCrossEntropyLossSchema,
  services: {},
  create: (config) => new BinaryCrossEntropyLoss(config),
});
