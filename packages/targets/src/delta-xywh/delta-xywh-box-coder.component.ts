import { defineComponent } from '@ecm/core';
import { boxCoderFamily } from '@ecm/core/model';

import { DeltaXywhBoxCoder } from './delta-xywh-box-coder.js';
import type { DeltaXywhBoxCoderConfig } from './delta-xywh-box-coder.schema.js';
import { deltaXywhBoxCoderSchema } from './delta-xywh-box-coder.schema.js';

/** Boxes as centre shifts and size ratios. */
export const deltaXywhBoxCoderComponent = defineComponent<DeltaXywhBoxCoderConfig>()({
  family: boxCoderFamily,
  type: 'delta-xywh',
  schema: deltaXywhBoxCoderSchema,
  services: {},
  create: ({ type: _, ...options }) => new DeltaXywhBoxCoder(options),
});
