import { defineComponent } from '@ecm/core';
import { assignerFamily } from '@ecm/core/model';

import { MaxIouAssigner } from './max-iou-assigner.js';
import type { MaxIouAssignerConfig } from './max-iou-assigner.schema.js';
import { maxIouAssignerSchema } from './max-iou-assigner.schema.js';

/** Gives each box to the ground truth that it overlaps most. */
export const maxIouAssignerComponent = defineComponent<MaxIouAssignerConfig>()({
  family: assignerFamily,
  type: 'max-iou',
  schema: maxIouAssignerSchema,
  services: {},
  create: ({ type: _, ...options }) => new MaxIouAssigner(options),
});
