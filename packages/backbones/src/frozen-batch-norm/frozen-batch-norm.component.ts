import { defineComponent } from '@ecm/core';
import { normFamily } from '@ecm/core/model';
import { constant, ones, plainLayout, zeros } from '@ecm/tensor';

import { FrozenBatchNorm } from './frozen-batch-norm.js';
import type { FrozenBatchNormConfig } from './frozen-batch-norm.schema.js';
import { frozenBatchNormSchema } from './frozen-batch-norm.schema.js';

export const frozenBatchNormComponent = defineComponent<FrozenBatchNormConfig>()({
  family: normFamily,
  type: 'frozen-batch-norm',
  schema: frozenBatchNormSchema,
  services: {},
  create: (config, { given }) => {
    const scope = given.scope('bn');
    const shape = [given.channels];
    const trainable = given.trainable && config.trainAffine;
    return new FrozenBatchNorm(
      {
        gamma: scope.parameter('weight', shape, { layout: plainLayout, initialize: constant(given.initialScale), trainable }),
        beta: scope.parameter('bias', shape, { layout: plainLayout, initialize: zeros, trainable }),
        mean: scope.buffer('running_mean', shape, { layout: plainLayout, initialize: zeros }),
        variance: scope.buffer('running_var', shape, { layout: plainLayout, initialize: ones }),
      },
      config.epsilon,
    );
  },
});
