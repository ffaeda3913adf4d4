import { defineComponent } from '@ecm/core';
import { boxLossFamily } from '@ecm/core/model';

import { IouLoss } from './iou-loss.js';
import type { IouLossConfig } from './iou-loss.schema.js';
import { iouLossSchema } from './iou-loss.schema.js';

/** The IoU loss as a part of box heads. */
export const iouLossComponent = defineComponent<IouLossConfig>()({
  family: boxLossFamily,
  type: 'iou',
  schema: iouLossSchema,
  services: {},
  create: (config) => new IouLoss(config),
});
